package io.fenji.report.analytics;

import io.fenji.report.analytics.CrossTable.Cell;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How scores or spend are spread, by tier.
///
/// @param of `score` or `value`
/// @param bins those from the first to the last that has customers
/// @param without customers that have no score; null where it is not shown
@RegisterForReflection
public record HistogramAnalysis(
        String of, List<Bin> bins, @Nullable Long without) implements Rows {
    static final List<String> KINDS = List.of("value", "score");

    /// Values from `from` up to, not with, `to`; null is without a bound.
    @RegisterForReflection
    public record Bin(
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable Long customers,
            List<TierCount> tiers) {}

    /// Customers of a tier.
    @RegisterForReflection
    public record TierCount(String tier, @Nullable Long customers) {}

    public HistogramAnalysis {
        bins = List.copyOf(bins);
    }

    /// Bounds between bins: of scores every five points, of spend 0, 1, 2, 5, 10, 20, 50 …
    private static List<BigDecimal> bounds(String of) {
        List<BigDecimal> bounds = new ArrayList<>();
        if (of.equals("score")) {
            for (int bound = 5; bound <= 100; bound += 5) {
                bounds.add(BigDecimal.valueOf(bound));
            }
        } else {
            bounds.add(BigDecimal.ZERO);
            for (int digits = 0; digits <= 9; digits++) {
                for (int first : new int[] {1, 2, 5}) {
                    bounds.add(
                            BigDecimal.valueOf(first).scaleByPowerOfTen(digits).setScale(0));
                }
            }
        }
        return bounds;
    }

    public static HistogramAnalysis read(Question question, String of) {
        List<BigDecimal> bounds = bounds(of);
        int without = bounds.size() + 1;
        String value = of.equals("score") ? "score" : "spend";
        String array = bounds.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
        List<Cell<Integer, Integer>> cells = CrossTable.read(
                question,
                "select coalesce(width_bucket(%s, array[%s]::numeric[]), %d), rank, count(*), 0::numeric %s group by 1, 2"
                        .formatted(value, array, without, question.base()),
                row -> row.getInt(1),
                row -> row.getInt(2),
                question.values());
        List<Integer> ranks =
                IntStream.rangeClosed(1, question.tierCount()).boxed().toList();
        CrossTable<Integer, Integer> table =
                CrossTable.of(IntStream.rangeClosed(0, without).boxed().toList(), ranks, cells, question.minGroup());
        int first = cells.stream()
                .mapToInt(Cell::row)
                .filter(bin -> bin != without)
                .min()
                .orElse(0);
        int last = cells.stream()
                .mapToInt(Cell::row)
                .filter(bin -> bin != without)
                .max()
                .orElse(-1);
        List<Bin> bins = new ArrayList<>();
        for (int bin = first; bin <= last; bin++) {
            List<TierCount> tiers = new ArrayList<>();
            for (int j = 0; j < ranks.size(); j++) {
                tiers.add(new TierCount(
                        question.tier(j + 1),
                        table.at(bin, j, question.currency()).customers()));
            }
            bins.add(new Bin(
                    bin == 0 ? null : bounds.get(bin - 1),
                    bin == bounds.size() ? null : bounds.get(bin),
                    table.at(bin, ranks.size(), question.currency()).customers(),
                    tiers));
        }
        return new HistogramAnalysis(
                of, bins, table.at(without, ranks.size(), question.currency()).customers());
    }

    @Override
    public List<String> columns() {
        return List.of("from", "to", "tier", "customers");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return bins.stream()
                .flatMap(bin ->
                        bin.tiers().stream().map(tier -> Cells.of(bin.from(), bin.to(), tier.tier(), tier.customers())))
                .toList();
    }
}
