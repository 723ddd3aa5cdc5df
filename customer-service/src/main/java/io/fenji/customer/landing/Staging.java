package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.order.ContentHash;
import io.fenji.customer.order.OrderSums;
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
/// Of orders each row has the number of its run, and the last row of a run what the run comes to: `order_hash`, the
/// order's content, and its sums where all its products are known; or `mixed` (see [OrderRuns]).
final class Staging {
    private static final String COLUMNS =
            "line bigint not null, code text, reason text, raw text, hash bigint, findings text";
    private static final String OF_RUNS = """
            , order_no bigint, mixed boolean, order_hash bigint, purchase boolean, gross numeric, returned numeric,
            discounted numeric, cost numeric, categories text[]""";
    private static final int SUMS = 6;

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

    private Staging(Connection connection, RowReader reader, @Nullable LineAmounts amounts) {
        this.reader = reader;
        this.fields = reader.fields();
        this.hashed = fields.stream().filter(ContentHash::covers).toArray(Field[]::new);
        this.places = Arrays.stream(hashed).mapToInt(fields::indexOf).toArray();
        this.runs = amounts == null ? null : new OrderRuns(fields, amounts);
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
                                runs == null ? "" : OF_RUNS));
        this.copy = CopyIn.open(connection, "copy staged from stdin");
    }

    /// Begins to stage.
    ///
    /// @param amounts where rows are lines of orders
    static Staging open(Connection connection, RowReader reader, @Nullable LineAmounts amounts) {
        return new Staging(connection, reader, amounts);
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
            if (runs != null) {
                noRun();
            }
            copy.endRow();
        }
    }

    private void begin(@Nullable String[] values, long hash) {
        if (runs != null && open && runs.goesOn(values)) {
            runs.add(values, hash);
            endWithinRun(runs);
        } else {
            endRun();
            if (runs != null) {
                runs.begin(values, hash);
            }
        }
        open = true;
    }

    /// Ends the row that waits, of a run that goes on.
    private void endWithinRun(OrderRuns run) {
        copy.number(run.no()).plain(null).plain(null);
        noSums();
        copy.endRow();
    }

    /// Ends the row that waits, if one does, and with it its run.
    private void endRun() {
        if (!open) {
            return;
        }
        if (runs != null) {
            endRun(runs);
        }
        copy.endRow();
        open = false;
    }

    private void endRun(OrderRuns run) {
        copy.number(run.no()).plain(run.mixed() ? true : null).plain(run.mixed() ? null : run.hash());
        OrderSums sums = run.mixed() ? null : run.sums();
        if (sums == null) {
            noSums();
        } else {
            copy.plain(sums.purchase())
                    .number(sums.gross())
                    .number(sums.returned())
                    .number(sums.discount());
            copy.number(sums.cost()).texts(sums.categories());
        }
    }

    private void noRun() {
        copy.plain(null).plain(null).plain(null);
        noSums();
    }

    private void noSums() {
        for (int i = 0; i < SUMS; i++) {
            copy.plain(null);
        }
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
