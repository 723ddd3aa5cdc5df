package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.TableBuilder;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricNames;
import io.fenji.scoring.tier.StoredTiers.Stay;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Loads the columns that a scheme reads, and nothing else, streamed into the engine's table.
public final class CustomerLoader {
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;
    private static final int EPOCH_2000_DAYS = 10_957;
    private static final int REPORT_EVERY = 20_000;

    private final List<String> metrics;
    private final List<String> attributes;
    private final TableBuilder table;
    private final StoredTiers stored;
    private final ManualTierRows manual = new ManualTierRows();
    private final boolean overrides;
    private long[] idHigh;
    private long[] idLow;
    private long[] dataAsOf;

    private CustomerLoader(Connection connection, Scheme scheme, int expectedRows) {
        overrides = ManualTierRows.any(connection, scheme.key());
        metrics = List.copyOf(scheme.metrics());
        attributes = List.copyOf(scheme.attributes());
        table = new TableBuilder(metrics, attributes, expectedRows);
        stored = new StoredTiers(expectedRows);
        int capacity = Math.max(1, expectedRows);
        idHigh = new long[capacity];
        idLow = new long[capacity];
        dataAsOf = new long[capacity];
    }

    /// The whole base.
    ///
    /// @param expectedRows exactly that many at best: arrays are made this long
    /// @param progress is told the rows loaded, now and then
    public static LoadedCustomers all(Connection connection, Scheme scheme, int expectedRows, LongConsumer progress) {
        return new CustomerLoader(connection, scheme, expectedRows).load(connection, scheme.key(), "", progress);
    }

    /// The whole base, where nobody waits to hear how far it is.
    public static LoadedCustomers all(Connection connection, Scheme scheme) {
        long count = Sql.only(connection, "select count(*) from customer_metrics", row -> row.getLong(1));
        return all(connection, scheme, Math.toIntExact(count), rows -> {});
    }

    /// Some customers.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static LoadedCustomers some(Connection connection, Scheme scheme, String idQuery, int expectedRows) {
        return new CustomerLoader(connection, scheme, expectedRows)
                .load(connection, scheme.key(), " where m.customer_id in (" + idQuery + ")", rows -> {});
    }

    /// Those of a scope.
    public static LoadedCustomers in(Connection connection, Scheme scheme, CustomerScope scope, int expectedRows) {
        return new CustomerLoader(connection, scheme, expectedRows)
                .load(connection, scheme.key(), " where " + scope.on("m.customer_id"), rows -> {});
    }

    /// One customer.
    public static LoadedCustomers one(Connection connection, Scheme scheme, UUID customerId) {
        return some(connection, scheme, "'" + customerId + "'::uuid", 1);
    }

    private LoadedCustomers load(Connection connection, String scheme, String filter, LongConsumer progress) {
        String query = query(MetricNames.read(connection), scheme) + filter;
        try (CopyOutReader rows = CopyOutReader.open(connection, query)) {
            int count = 0;
            while (rows.next()) {
                addRow(rows, count++);
                if (count % REPORT_EVERY == 0) {
                    progress.accept(count);
                }
            }
        }
        return new LoadedCustomers(idHigh, idLow, dataAsOf, table.build(), stored, manual);
    }

    private void addRow(CopyOutReader rows, int row) {
        if (row == idHigh.length) {
            int capacity = row * 2;
            idHigh = Arrays.copyOf(idHigh, capacity);
            idLow = Arrays.copyOf(idLow, capacity);
            dataAsOf = Arrays.copyOf(dataAsOf, capacity);
        }
        table.addRow();
        idHigh[row] = rows.id();
        idLow[row] = rows.rest();
        dataAsOf[row] = rows.number() + EPOCH_2000_MICROS;
        int version = rows.integer();
        int storedVersion = rows.wasNull() ? StoredTiers.NO_ROW : version;
        var tier = rows.text();
        var outside = rows.text();
        long number = rows.number();
        long score = StoredTiers.score(number, rows.wasNull());
        Stay stay = new Stay(rows.text(), date(rows), date(rows), date(rows));
        stored.add(storedVersion, tier, outside, score, stay);
        if (overrides) {
            manual.add(row, rows.text(), rows.text(), rows.text());
        }
        for (int column = 0; column < metrics.size(); column++) {
            long value = rows.number();
            table.metric(column, rows.wasNull() ? MetricColumn.ABSENT : value);
        }
        for (int column = 0; column < attributes.size(); column++) {
            String value = rows.text();
            if (value != null) {
                table.attribute(column, value);
            }
        }
    }

    /// A day since 1970, as [io.fenji.engine.evaluation.Stays] has it.
    private static int date(CopyOutReader rows) {
        int days = rows.integer();
        return rows.wasNull() ? Stays.NO_DATE : days + EPOCH_2000_DAYS;
    }

    private String query(MetricNames names, String scheme) {
        List<String> columns = new ArrayList<>(List.of(
                "m.customer_id",
                "m.data_as_of",
                "t.version",
                "t.tier",
                "t.outside",
                "t.score",
                "t.held_tier",
                "t.held_since",
                "t.grace_until",
                "t.reviewed_on"));
        if (overrides) {
            columns.addAll(List.of("o.tier", "o.floor", "o.ceiling"));
        }
        for (String metric : metrics) {
            columns.add(names.value(metric));
        }
        for (String attribute : attributes) {
            columns.add("m.attributes ->> " + quoted(attribute));
        }
        return "select " + String.join(", ", columns)
                + " from customer_metrics m left join tiers t on t.customer_id = m.customer_id and t.scheme = "
                + quoted(scheme)
                + (overrides
                        ? " left join (" + ManualTierRows.IN_FORCE
                                + ") o on o.customer_id = m.customer_id and o.scheme = " + quoted(scheme)
                        : "");
    }

    /// COPY takes no parameters. The texts come from scheme documents, so they are quoted here.
    private static String quoted(String text) {
        return "e'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
