package io.fenji.scoring.warning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads warnings.
@ApplicationScoped
class WarningList {
    private static final String SELECT = """
            select w.id, w.customer_id, w.kind, w.scheme, w.severity, w.first_seen, w.opened_at, w.changed_at,
              w.resolved_on, w.resolved_at, w.resolution, w.facts, (select business_date from metric_copy)
            from warnings w\s""";

    private final Database database;
    private final CursorCodec cursors;
    private final ObjectMapper json;

    WarningList(Database database, CursorCodec cursors, ObjectMapper json) {
        this.database = database;
        this.cursors = cursors;
        this.json = json;
    }

    Optional<WarningResponse> find(UUID id) {
        return database.call(c -> Sql.first(c, SELECT + "where w.id = ?", this::warning, id));
    }

    /// Newest first.
    Page<WarningResponse> page(WarningFilter filter, @Nullable Integer limit, @Nullable String after) {
        return cursors.page(
                filter.scope(),
                after,
                PageRequest.limit(limit),
                (before, rows) -> database.call(c -> {
                    List<Object> values = new ArrayList<>(filter.values());
                    String from = "";
                    if (before != null) {
                        from = " and w.id < ?";
                        values.add(before);
                    }
                    values.add(rows);
                    return Sql.list(
                            c,
                            SELECT + filter.where() + from + " order by w.id desc limit ?",
                            this::warning,
                            values.toArray());
                }),
                WarningResponse::id);
    }

    private WarningResponse warning(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime resolvedAt = row.getObject(10, OffsetDateTime.class);
        @Nullable LocalDate resolvedOn = row.getObject(9, LocalDate.class);
        @Nullable LocalDate today = resolvedOn == null ? row.getObject(13, LocalDate.class) : resolvedOn;
        String kind = row.getString(3);
        @Nullable String scheme = row.getString(4);
        JsonNode facts = facts(row.getString(12), today);
        return new WarningResponse(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                kind,
                scheme,
                row.getString(5),
                resolvedAt == null ? WarningResponse.State.OPEN : WarningResponse.State.RESOLVED,
                row.getObject(6, LocalDate.class),
                instant(row, 7),
                instant(row, 8),
                resolvedOn,
                resolvedAt == null ? null : resolvedAt.toInstant(),
                row.getString(11),
                today,
                facts,
                WarningTexts.of(kind, scheme, facts));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// Days since a date are not stored: they would change with each day.
    private JsonNode facts(String stored, @Nullable LocalDate today) {
        try {
            JsonNode facts = json.readTree(stored);
            if (facts instanceof ObjectNode all && all.has("lastOrderOn") && today != null) {
                all.put(
                        "days",
                        ChronoUnit.DAYS.between(
                                LocalDate.parse(all.path("lastOrderOn").asText()), today));
            }
            return facts;
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
