package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.TableBuilder;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricNames;
import io.fenji.scoring.value.DerivedMetrics;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Loads the columns that a scheme reads, and nothing else, streamed into the engine's table; then the tiers of those
/// customers so far. Two streams that are put together here cost less than a join of the server's. Metrics that models
/// give are [derived][DerivedMetrics] from others that are loaded for them.
public final class CustomerLoader {
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;
    private static final int EPOCH_2000_DAYS = 10_957;
    private static final int REPORT_EVERY = 20_000;

    private final String scheme;
    private final int[] positions;
    private final boolean[] daily;
    private final List<String> attributes;
    private final List<String> others;
    private final DerivedMetrics derived;
    private final TableBuilder table;
    private final int today;
    private long[] idHigh;
    private long[] idLow;
    private long[] dataAsOf;

    private CustomerLoader(Connection connection, Columns columns, int expectedRows) {
        scheme = columns.scheme();
        derived = DerivedMetrics.inForce(connection, columns.metrics());
        List<String> metrics = List.copyOf(derived.loaded());
        MetricNames names = MetricNames.read(connection);
        positions =
                metrics.stream().mapToInt(metric -> names.ordinal(metric) - 1).toArray();
        daily = new boolean[positions.length];
        for (int i = 0; i < daily.length; i++) {
            daily[i] = names.isDaily(metrics.get(i));
        }
        LocalDate businessDate = MetricCopy.state(connection).businessDate();
        today = businessDate == null ? Integer.MIN_VALUE : Math.toIntExact(businessDate.toEpochDay());
        attributes = List.copyOf(columns.attributes());
        Map<String, List<String>> ladders = InForce.ladders(connection, columns.schemes());
        others = List.copyOf(ladders.keySet());
        table = new TableBuilder(metrics, attributes, ladders, expectedRows);
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
        return all(connection, Columns.of(scheme), expectedRows, progress);
    }

    /// The whole base, these columns of it.
    public static LoadedCustomers all(Connection connection, Columns columns, int expectedRows, LongConsumer progress) {
        return new CustomerLoader(connection, columns, expectedRows)
                .load(connection, CustomerScope.range(null, null), progress);
    }

    /// The whole base, where nobody waits to hear how far it is.
    public static LoadedCustomers all(Connection connection, Scheme scheme) {
        return all(connection, Columns.of(scheme));
    }

    /// The whole base, these columns of it, where nobody waits to hear how far it is.
    public static LoadedCustomers all(Connection connection, Columns columns) {
        return all(connection, columns, expected(connection), rows -> {});
    }

    /// What the server thinks that there are, with some more: counting takes a tenth as long as loading.
    private static int expected(Connection connection) {
        double rows = Sql.only(
                connection,
                "select reltuples from pg_class where oid = 'customer_metrics'::regclass",
                row -> row.getDouble(1));
        return Math.max(1_000, Math.toIntExact(Math.round(rows * 1.02)));
    }

    /// Some customers.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static LoadedCustomers some(Connection connection, Scheme scheme, String idQuery, int expectedRows) {
        return new CustomerLoader(connection, Columns.of(scheme), expectedRows)
                .load(connection, CustomerScope.of(idQuery), rows -> {});
    }

    /// Those of a scope, these columns of them.
    public static LoadedCustomers in(Connection connection, Columns columns, CustomerScope scope, int expectedRows) {
        return new CustomerLoader(connection, columns, expectedRows).load(connection, scope, rows -> {});
    }

    /// One customer.
    public static LoadedCustomers one(Connection connection, Scheme scheme, UUID customerId) {
        return some(connection, scheme, "select '" + customerId + "'::uuid", 1);
    }

    private LoadedCustomers load(Connection connection, CustomerScope scope, LongConsumer progress) {
        int count = 0;
        try (CopyOutReader rows = CopyOutReader.open(connection, query(scope))) {
            while (rows.next()) {
                addRow(rows, count++);
                if (count % REPORT_EVERY == 0) {
                    progress.accept(count);
                }
            }
        }
        RowIndex index = new RowIndex(idHigh, idLow, count);
        for (String other : others) {
            loadTiers(connection, other, scope, index);
        }
        return new LoadedCustomers(
                idHigh,
                idLow,
                dataAsOf,
                derived.complete(table.build(), LocalDate.ofEpochDay(today == Integer.MIN_VALUE ? 0 : today)),
                StoredTiers.load(connection, scheme, scope, index),
                ManualTierRows.load(connection, scheme, scope, index));
    }

    private void loadTiers(Connection connection, String other, CustomerScope scope, RowIndex index) {
        String query = scope.tiers("customer_id, tier", other);
        try (CopyOutReader rows = CopyOutReader.open(connection, query)) {
            while (rows.next()) {
                int row = index.row(rows.id(), rows.rest());
                String tier = rows.text();
                if (row != RowIndex.NONE && tier != null) {
                    table.tier(row, other, tier);
                }
            }
        }
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
        int computedOn = rows.integer() + EPOCH_2000_DAYS;
        rows.packed();
        for (int column = 0; column < positions.length; column++) {
            long value = positions[column] < 0 ? MetricColumn.ABSENT : rows.packed(positions[column]);
            table.metric(column, daily[column] ? counted(value, computedOn) : value);
        }
        for (int column = 0; column < attributes.size(); column++) {
            String value = rows.text();
            if (value != null) {
                table.attribute(column, value);
            }
        }
    }

    /// A count of days at the base's business date.
    private long counted(long value, int computedOn) {
        return value == MetricColumn.ABSENT || today == Integer.MIN_VALUE
                ? value
                : Math.max(0, value + Fixed.ONE * (today - computedOn));
    }

    private String query(CustomerScope scope) {
        List<String> columns = new ArrayList<>(List.of("customer_id", "data_as_of", "business_date", "values"));
        for (String attribute : attributes) {
            columns.add("attributes ->> " + quoted(attribute));
        }
        return "select " + String.join(", ", columns) + " from customer_metrics where " + scope.on("customer_id");
    }

    /// COPY takes no parameters. The texts come from scheme documents, so they are quoted here.
    static String quoted(String text) {
        return "e'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
