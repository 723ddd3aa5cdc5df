package io.fenji.report.mart;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What customers are and what they bought. A line takes the place of the one before; a tombstone takes everything
/// of its customer. Those of a customer that is gone are followed by a tombstone sooner or later, so none is refused.
final class FactWriter implements PageWriter<FactItem> {
    private final BusinessClock clock;

    FactWriter(BusinessClock clock) {
        this.clock = clock;
    }

    private record Month(UUID customerId, String month) {}

    @Override
    public void write(Connection connection, List<FactItem> items, int generation) {
        Map<UUID, FactItem> customers = new LinkedHashMap<>();
        Map<Month, FactItem> months = new LinkedHashMap<>();
        for (FactItem item : items) {
            if (item.month() != null) {
                months.put(new Month(item.customerId(), item.month()), item);
                continue;
            }
            customers.put(item.customerId(), item);
            if (item.deleted()) {
                months.keySet().removeIf(month -> month.customerId().equals(item.customerId()));
            }
        }
        if (!customers.isEmpty()) {
            AttributeRows.write(connection, customers.values(), generation, clock.today());
        }
        if (!months.isEmpty()) {
            MonthRows.write(connection, months.values(), generation);
        }
    }

    @Override
    public void removeOlder(Connection connection, int generation) {
        Sql.update(connection, """
                delete from mart_attributes a
                where not exists (select from mart_attributes n where n.customer_id = a.customer_id and n.generation >= ?)""", generation);
        Sql.update(connection, "delete from mart_day where generation < ?", generation);
        Sql.update(connection, "delete from mart_line where generation < ?", generation);
        Sql.execute(connection, "analyze mart_attributes; analyze mart_day; analyze mart_line");
    }
}
