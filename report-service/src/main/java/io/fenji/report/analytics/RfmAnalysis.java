package io.fenji.report.analytics;

import io.fenji.report.analytics.CrossTable.Cell;
import io.fenji.report.analytics.CrossTable.Shown;
import io.fenji.report.content.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Recency × frequency with the spend of each cell, in fixed bands so that two maps can be laid side by side.
///
/// @param recencyFrom lower bounds of the bands in days since the last order
/// @param frequencyFrom lower bounds of the bands in orders
/// @param cells every pair of bands
/// @param withoutOrders customers who have not ordered; null where it is not shown
@RegisterForReflection
public record RfmAnalysis(
        List<Integer> recencyFrom,
        List<Integer> frequencyFrom,
        List<MapCell> cells,
        @Nullable Long withoutOrders) implements Rows {
    private static final List<Integer> RECENCY = List.of(0, 31, 61, 91, 181, 366);
    private static final List<Integer> FREQUENCY = List.of(1, 2, 3, 6, 11, 21);

    /// A pair of bands, counted from 0.
    @RegisterForReflection
    public record MapCell(
            int recency,
            int frequency,
            @Nullable Long customers,
            @Nullable Money spend) {}

    public RfmAnalysis {
        recencyFrom = List.copyOf(recencyFrom);
        frequencyFrom = List.copyOf(frequencyFrom);
        cells = List.copyOf(cells);
    }

    public static RfmAnalysis read(Question question) {
        // A band more of recency for those without orders, so that what is not shown of them cannot be told from the
        // rest.
        List<Cell<Integer, Integer>> read = CrossTable.read(
                question,
                """
                select case when orders >= 1 and recency is not null
                        then greatest(width_bucket(recency, array[0, 31, 61, 91, 181, 366]), 1) - 1 else 6 end,
                    case when orders >= 1 and recency is not null then width_bucket(orders, array[1, 2, 3, 6, 11, 21]) - 1 else 0 end,
                    count(*), sum(spend) %s group by 1, 2""".formatted(question.base()),
                row -> row.getInt(1),
                row -> row.getInt(2),
                question.values());
        CrossTable<Integer, Integer> table = CrossTable.of(
                IntStream.rangeClosed(0, RECENCY.size()).boxed().toList(),
                IntStream.range(0, FREQUENCY.size()).boxed().toList(),
                read,
                question.minGroup());
        List<MapCell> cells = new ArrayList<>();
        for (int r = 0; r < RECENCY.size(); r++) {
            for (int f = 0; f < FREQUENCY.size(); f++) {
                Shown shown = table.at(r, f, question.currency());
                cells.add(new MapCell(r, f, shown.customers(), shown.spend()));
            }
        }
        return new RfmAnalysis(
                RECENCY,
                FREQUENCY,
                cells,
                table.at(RECENCY.size(), 0, question.currency()).customers());
    }

    @Override
    public List<String> columns() {
        return List.of("recencyFrom", "frequencyFrom", "customers", "spend");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return cells.stream()
                .map(each -> Cells.of(
                        recencyFrom.get(each.recency()),
                        frequencyFrom.get(each.frequency()),
                        each.customers(),
                        Cells.amount(each.spend())))
                .toList();
    }
}
