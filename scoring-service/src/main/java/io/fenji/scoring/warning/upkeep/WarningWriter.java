package io.fenji.scoring.warning.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.Sign;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.WorkTables;
import io.fenji.scoring.warning.change.WarningChangeFeed;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Compares what should be open with what is, customer by customer, and writes the difference at the
/// end: each opening, change of severity and resolving once, with an event; numbers that have changed
/// alone without one. Runs in the caller's transaction, under the tier lock.
final class WarningWriter {
    private enum Change {
        OPENED,
        CHANGED,
        /// The numbers only, without event.
        FACTS,
        RESOLVED
    }

    private record Row(
            Change change,
            UUID customerId,
            @Nullable UUID id,
            String kind,
            @Nullable String scheme,
            Severity severity,
            String facts) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final List<Row> rows = new ArrayList<>();

    /// Of a customer.
    ///
    /// @param found one a kind and scheme at most
    /// @param open all that are open of the kinds and schemes that were looked for
    void compare(List<Found> found, List<OpenWarnings.Open> open) {
        for (Found now : found) {
            OpenWarnings.Open before = same(now, open);
            String facts = json(now.sign());
            if (before == null) {
                rows.add(row(Change.OPENED, now, null, facts));
            } else if (before.severity() != now.severity()) {
                rows.add(row(Change.CHANGED, now, before.id(), facts));
            } else if (!before.facts().equals(facts)) {
                rows.add(row(Change.FACTS, now, before.id(), facts));
            }
        }
        for (OpenWarnings.Open before : open) {
            if (found.stream().noneMatch(now -> isSame(now, before))) {
                rows.add(new Row(
                        Change.RESOLVED,
                        before.customerId(),
                        before.id(),
                        before.kind().name(),
                        before.scheme(),
                        before.severity(),
                        before.facts()));
            }
        }
    }

    private static OpenWarnings.@Nullable Open same(Found now, List<OpenWarnings.Open> open) {
        return open.stream().filter(before -> isSame(now, before)).findFirst().orElse(null);
    }

    private static boolean isSame(Found now, OpenWarnings.Open before) {
        return now.kind() == before.kind() && Objects.equals(now.scheme(), before.scheme());
    }

    private static Row row(Change change, Found now, @Nullable UUID id, String facts) {
        return new Row(change, now.customerId(), id, now.kind().name(), now.scheme(), now.severity(), facts);
    }

    private static String json(Sign sign) {
        SortedMap<String, Object> facts = new TreeMap<>(sign.facts());
        facts.replaceAll((name, value) -> value instanceof BigDecimal ? value : value.toString());
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    void write(Connection connection, LocalDate today, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        copy(connection);
        Sql.update(connection, """
                insert into warnings (customer_id, id, kind, scheme, severity, facts, first_seen, opened_at, changed_at)
                select customer_id, id, kind, scheme, severity, facts, ?, ?, ? from warning_rows
                where change = 'OPENED'""", today, now, now);
        Sql.update(connection, """
                update warnings w set severity = r.severity, facts = r.facts,
                  changed_at = case when r.change = 'CHANGED' then ? else w.changed_at end
                from warning_rows r
                where r.change in ('CHANGED', 'FACTS') and w.customer_id = r.customer_id and w.id = r.id""", now);
        Sql.update(connection, """
                update warnings w set resolved_on = ?, resolved_at = ?, changed_at = ?, resolution = 'CAUSE_GONE'
                from warning_rows r
                where r.change = 'RESOLVED' and w.customer_id = r.customer_id and w.id = r.id""", today, now, now);
        long events = rows.stream().filter(row -> row.change != Change.FACTS).count();
        if (events > 0) {
            Sql.update(connection, """
                    insert into warning_changes (customer_id, sequence, warning_id, change, kind, scheme, severity,
                      resolution, at, business_date)
                    select customer_id, ? + row_number() over (order by customer_id, kind, scheme), id, change, kind, scheme,
                      severity, case when change = 'RESOLVED' then 'CAUSE_GONE' end, ?, ?
                    from warning_rows where change <> 'FACTS'""", WarningChangeFeed.take(connection, events), now, today);
        }
    }

    private void copy(Connection connection) {
        WorkTables.open(
                connection,
                "warning_rows",
                "change text, customer_id uuid, id uuid, kind text, scheme text, severity text, facts text");
        try (CopyIn copy = CopyIn.open(connection, "copy warning_rows from stdin")) {
            for (Row row : rows) {
                copy.text(row.change.name())
                        .id(row.customerId)
                        .id(row.id)
                        .text(row.kind)
                        .text(row.scheme)
                        .text(row.severity.name())
                        .text(row.facts)
                        .endRow();
            }
            copy.finish();
        }
        Sql.update(connection, "update warning_rows set id = uuidv7() where id is null");
        WorkTables.filled(connection, "warning_rows", rows.size());
    }
}
