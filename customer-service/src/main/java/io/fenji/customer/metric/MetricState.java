package io.fenji.customer.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the base stands: at which date, and which user-defined metric is in which slot.
///
/// @param revision rises with each change of the definitions in force
/// @param ownKeys by slot, null where it is free
/// @param ownDaily by slot, whether it counts days
record MetricState(LocalDate businessDate, long revision, List<@Nullable String> ownKeys, List<Boolean> ownDaily) {
    static final String COLUMNS = "s.business_date, s.definitions, s.own_keys, s.own_daily";

    static final String SELECT = "select " + COLUMNS + " from metric_state s";

    static MetricState read(Connection connection) {
        return Sql.only(connection, SELECT, row -> of(row, 1));
    }

    /// What [#read] says, which stays so until the transaction ends.
    static MetricState hold(Connection connection) {
        return Sql.only(connection, SELECT + " for share", row -> of(row, 1));
    }

    /// Has the base stand at the date.
    static void stand(Connection connection, LocalDate businessDate) {
        Sql.update(connection, "update metric_state set business_date = ?, refreshed_at = now()", businessDate);
    }

    /// Notes that every vector has the metrics of this version's catalogue.
    static void complete(Connection connection) {
        Sql.update(
                connection, "update metric_state set metrics = greatest(metrics, ?)", MetricCatalogue.METRICS.size());
    }

    /// From the [#COLUMNS] of a row, of which the first has this number.
    static MetricState of(ResultSet row, int first) throws SQLException {
        return new MetricState(
                row.getObject(first, LocalDate.class),
                row.getLong(first + 1),
                Arrays.asList((String[]) row.getArray(first + 2).getArray()),
                Arrays.asList((Boolean[]) row.getArray(first + 3).getArray()));
    }

    /// Keys of all metrics that count days.
    List<String> dailyKeys() {
        List<String> keys = new ArrayList<>(MetricCatalogue.DAILY_KEYS);
        for (int slot = 0; slot < ownKeys.size(); slot++) {
            @Nullable String key = ownKeys.get(slot);
            if (key != null && ownDaily.get(slot)) {
                keys.add(key);
            }
        }
        return keys;
    }
}
