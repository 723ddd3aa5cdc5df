package io.fenji.report.analytics;

import io.fenji.report.analytics.CrossTable.Cell;
import io.fenji.report.analytics.CrossTable.Shown;
import io.fenji.report.content.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An attribute × tier.
///
/// @param by the attribute
/// @param groups its values, those with most customers first, and last, without a value, the customers that have none;
/// beyond the most that are shown the rest is in a group `others`
/// @param totals of each tier
@RegisterForReflection
public record BreakdownAnalysis(
        String by,
        List<Group> groups,
        List<TierCell> totals,
        @Nullable Long customers) implements Rows {
    private static final int MOST = 100;
    private static final Map<String, String> COLUMNS = Map.of(
            "country", "country",
            "province", "province",
            "city", "city",
            "industry", "industry",
            "channel", "channel",
            "accountManager", "account_manager",
            "size", "size",
            "kind", "kind");

    /// Customers with a value of the attribute; figures are null where they must not be shown.
    @RegisterForReflection
    public record Group(
            @Nullable String value,
            boolean others,
            @Nullable Long customers,
            @Nullable Money spend,
            List<TierCell> tiers) {}

    /// Those of them in a tier.
    @RegisterForReflection
    public record TierCell(
            String tier, @Nullable Long customers, @Nullable Money spend) {}

    private record Key(int place, @Nullable String value) {}

    public BreakdownAnalysis {
        groups = List.copyOf(groups);
        totals = List.copyOf(totals);
    }

    static List<String> attributes() {
        return COLUMNS.keySet().stream().sorted().toList();
    }

    /// Reads it.
    ///
    /// @param by one of the attributes, as parameters name them
    public static BreakdownAnalysis read(Question question, String by) {
        String column = COLUMNS.get(by);
        List<Cell<Key, Integer>> cells = CrossTable.read(
                question,
                """
                with cells as (select nullif(b.%1$s, '') as value, rank, count(*) as customers, sum(spend) as spend %2$s group by 1, 2),
                placed as (select value, case when value is null then %3$d + 1
                        else least(row_number() over (order by value is null, sum(customers) desc, value collate "C") - 1, %3$d) end::int as place
                    from cells group by value)
                select place, rank, sum(customers), sum(spend), min(case when place < %3$d then c.value end)
                from cells c join placed p on c.value is not distinct from p.value group by 1, 2 order by 1, 2""".formatted(column, question.base(), MOST),
                row -> new Key(row.getInt(1), row.getString(5)),
                row -> row.getInt(2),
                question.values());
        List<Key> keys = cells.stream().map(Cell::row).distinct().toList();
        List<Integer> ranks =
                IntStream.rangeClosed(1, question.tierCount()).boxed().toList();
        CrossTable<Key, Integer> table = CrossTable.of(keys, ranks, cells, question.minGroup());
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Shown all = table.at(i, ranks.size(), question.currency());
            Key key = keys.get(i);
            groups.add(new Group(
                    key.value(), key.place() == MOST, all.customers(), all.spend(), tiers(question, table, i)));
        }
        return new BreakdownAnalysis(
                by,
                groups,
                tiers(question, table, keys.size()),
                table.at(keys.size(), ranks.size(), question.currency()).customers());
    }

    private static List<TierCell> tiers(Question question, CrossTable<Key, Integer> table, int row) {
        List<TierCell> tiers = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) {
            Shown shown = table.at(row, j, question.currency());
            tiers.add(new TierCell(question.tier(j + 1), shown.customers(), shown.spend()));
        }
        return tiers;
    }

    @Override
    public List<String> columns() {
        return List.of(by, "others", "tier", "customers", "spend");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return groups.stream()
                .flatMap(group -> group.tiers().stream()
                        .map(tier -> Cells.of(
                                group.value(),
                                group.others(),
                                tier.tier(),
                                tier.customers(),
                                Cells.amount(tier.spend()))))
                .toList();
    }
}
