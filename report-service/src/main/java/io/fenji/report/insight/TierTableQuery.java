package io.fenji.report.insight;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Insights.Group;
import io.fenji.report.content.Insights.TierTable;
import io.fenji.report.content.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Customers of a column's values by tier, from `report_base`.
final class TierTableQuery {
    private static final int SHOWN = 12;
    private static final String UNKNOWN = "";

    private record Cell(@Nullable String key, int rank, long customers, BigDecimal spend) {}

    private static final class Sum {
        private final List<Long> byTier;
        private long customers;
        private BigDecimal spend = BigDecimal.ZERO;

        Sum(int tiers) {
            byTier = new ArrayList<>(Collections.nCopies(tiers, 0L));
        }

        void add(Cell cell) {
            byTier.set(cell.rank() - 1, byTier.get(cell.rank() - 1) + cell.customers());
            customers += cell.customers();
            spend = spend.add(cell.spend());
        }

        void add(Sum other) {
            for (int i = 0; i < byTier.size(); i++) {
                byTier.set(i, byTier.get(i) + other.byTier.get(i));
            }
            customers += other.customers;
            spend = spend.add(other.spend);
        }

        Group group(String name, boolean named, String currency) {
            return new Group(name, named, List.copyOf(byTier), customers, new Money(spend, currency));
        }
    }

    private TierTableQuery() {}

    /// @param column of `report_base`
    /// @param name of a value
    /// @param others what stands for those not shown
    /// @param unknown what stands for customers without a value
    static TierTable read(
            Connection connection,
            String column,
            int tiers,
            String currency,
            UnaryOperator<String> name,
            String others,
            String unknown) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (Cell cell : Sql.list(
                connection,
                "select %1$s, rank, count(*), sum(spend) from report_base group by 1, 2 order by 1, 2"
                        .formatted(column),
                row -> new Cell(row.getString(1), row.getInt(2), row.getLong(3), row.getBigDecimal(4)))) {
            sums.computeIfAbsent(cell.key() == null ? UNKNOWN : cell.key(), each -> new Sum(tiers))
                    .add(cell);
        }
        @Nullable Sum nobodyKnows = sums.remove(UNKNOWN);
        List<Map.Entry<String, Sum>> largest = new ArrayList<>(sums.entrySet());
        largest.sort(Comparator.<Map.Entry<String, Sum>, BigDecimal>comparing(each -> each.getValue().spend)
                .reversed()
                .thenComparing(Map.Entry::getKey));
        List<Group> groups = new ArrayList<>();
        largest.stream()
                .limit(SHOWN)
                .forEach(each -> groups.add(each.getValue().group(name.apply(each.getKey()), true, currency)));
        if (largest.size() > SHOWN) {
            Sum rest = new Sum(tiers);
            largest.stream().skip(SHOWN).forEach(each -> rest.add(each.getValue()));
            groups.add(rest.group(others, false, currency));
        }
        if (nobodyKnows != null) {
            groups.add(nobodyKnows.group(unknown, false, currency));
        }
        return new TierTable(largest.size(), groups);
    }
}
