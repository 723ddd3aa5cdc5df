package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.order.ContentHash;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The temporary table `staged` of one import: every row with its values, or the code and reason of its refusal and
/// the row as the file has it. Temporary, so that a crash leaves nothing and nothing is written twice to the log.
///
/// Of orders the last row of a run has `order_hash`, the order's content, or `mixed` (see [OrderRuns]).
final class Staging {
    private static final String COLUMNS =
            "line bigint not null, code text, reason text, raw text, hash bigint, findings text";

    private final RowReader reader;
    private final List<Field> fields;
    private final Field[] hashed;
    /// Where the hashed fields stand among the values.
    private final int[] places;
    private final @Nullable OrderRuns runs;
    private final CopyIn copy;
    /// Whether the last row waits for what comes after it.
    private boolean open;

    private long read;
    private long skipped;
    private long found;

    private Staging(Connection connection, RowReader reader) {
        this.reader = reader;
        this.fields = reader.fields();
        this.hashed = fields.stream().filter(ContentHash::covers).toArray(Field[]::new);
        this.places = Arrays.stream(hashed).mapToInt(fields::indexOf).toArray();
        this.runs = fields.contains(Field.ORDER_KEY) ? new OrderRuns(fields) : null;
        drop(connection);
        Sql.execute(
                connection,
                "create temporary table staged (%s, %s%s)"
                        .formatted(
                                COLUMNS,
                                fields.stream()
                                        .map(field -> field.column() + " "
                                                + field.format().sqlType())
                                        .collect(Collectors.joining(", ")),
                                runs == null ? "" : ", order_hash bigint, mixed boolean"));
        this.copy = CopyIn.open(connection, "copy staged from stdin");
    }

    static Staging open(Connection connection, RowReader reader) {
        return new Staging(connection, reader);
    }

    static void drop(Connection connection) {
        Sql.execute(connection, "drop table if exists staged");
    }

    void add(Row sent) {
        Row row = reader.plain(sent);
        read++;
        if (reader.skips(row)) {
            skipped++;
            return;
        }
        try {
            @Nullable String[] values = reader.values(row);
            long hash = hash(values);
            begin(values, hash);
            copy.number(row.line()).text(null).text(null).text(null);
            copy.number(hash).text(findings(reader.findings()));
            for (@Nullable String value : values) {
                copy.text(value);
            }
        } catch (RefusedException refused) {
            endRun();
            copy.number(row.line())
                    .text(refused.refusal().name())
                    .text(refused.reason())
                    .text(RawRow.write(reader.own(row)))
                    .text(null)
                    .text(null);
            for (int i = 0; i < fields.size(); i++) {
                copy.text(null);
            }
            open = true;
            end(null, false);
        }
    }

    private void begin(@Nullable String[] values, long hash) {
        if (runs == null) {
            end(null, false);
        } else {
            long before = runs.hash();
            boolean mixed = runs.mixed();
            if (runs.add(values, hash, open)) {
                end(null, false);
            } else {
                end(mixed ? null : before, mixed);
            }
        }
        open = true;
    }

    private void endRun() {
        if (runs == null) {
            end(null, false);
        } else {
            end(runs.mixed() ? null : runs.hash(), runs.mixed());
        }
    }

    /// Ends the row that waits, if one does.
    private void end(@Nullable Long orderHash, boolean mixed) {
        if (!open) {
            return;
        }
        if (runs != null) {
            if (orderHash == null) {
                copy.text(null);
            } else {
                copy.number(orderHash);
            }
            copy.text(mixed ? "true" : null);
        }
        copy.endRow();
        open = false;
    }

    void finish() {
        endRun();
        copy.finish();
    }

    void cancel() {
        copy.close();
    }

    long read() {
        return read;
    }

    /// How much the cleaning rules found.
    long found() {
        return found;
    }

    /// Columns of the file itself, without those of a download of refused rows.
    int width() {
        return reader.ownWidth();
    }

    boolean mended() {
        return reader.mended();
    }

    long skipped() {
        return skipped;
    }

    /// As [FindingsLanding] takes it apart again.
    private @Nullable String findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return null;
        }
        found += findings.size();
        return findings.stream().map(FindingsLanding::write).collect(Collectors.joining(FindingsLanding.NEXT));
    }

    private long hash(@Nullable String[] values) {
        ContentHash hash = new ContentHash();
        for (int i = 0; i < hashed.length; i++) {
            hash.add(hashed[i], values[places[i]]);
        }
        return hash.value();
    }
}
