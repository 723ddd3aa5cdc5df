package io.fenji.report.analytics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which category to offer next: what buyers of a category also buy more often than others do.
///
/// @param suggestions the largest lift first; of equal ones the larger audience
@RegisterForReflection
public record NextCategoryAnalysis(int days, List<Suggestion> suggestions) implements Rows {
    /// Buyers of both below which a pair says nothing.
    private static final int FEWEST = 5;
    private static final int MOST = 50;

    /// Who bought `because` but not `category`.
    ///
    /// @param customers how many of the tier those are, for one customer 1
    /// @param confidence the share of buyers of `because`, of all tiers, that bought `category` too
    /// @param lift confidence over the share of all customers that bought `category`
    @RegisterForReflection
    public record Suggestion(String category, String because, long customers, BigDecimal confidence, BigDecimal lift) {}

    public NextCategoryAnalysis {
        suggestions = List.copyOf(suggestions);
    }

    /// For all customers of the question, or those of a tier, or one.
    ///
    /// @param rank of the tier, 0 for all
    public static NextCategoryAnalysis read(Question question, int days, int rank, @Nullable UUID customer)
            throws SQLException {
        CategorySets sets = CategorySets.read(question, days);
        long owned = customer == null ? 0 : CategorySets.of(question, customer, days, sets.categories());
        long all = sets.customers(0);
        long[][] pairs = sets.pairs(0);
        long[][] tierPairs = rank == 0 ? pairs : sets.pairs(rank);
        int fewest = Math.max(FEWEST, question.minGroup());
        List<Suggestion> found = new ArrayList<>();
        int count = sets.categories().size();
        for (int a = 0; a < count; a++) {
            long because = 1L << a;
            if (customer != null && (owned & because) == 0) {
                continue;
            }
            long buyers = pairs[a][a];
            for (int b = 0; b < count; b++) {
                long next = 1L << b;
                if (a == b || (owned & next) != 0) {
                    continue;
                }
                long both = pairs[a][b];
                long audience = customer != null ? 1 : tierPairs[a][a] - tierPairs[a][b];
                boolean few = customer == null && audience < Math.max(1, question.minGroup());
                if (few || both < fewest) {
                    continue;
                }
                BigDecimal lift = AffinityAnalysis.lift(both, buyers, pairs[b][b], all);
                if (lift.compareTo(BigDecimal.ONE) > 0) {
                    found.add(new Suggestion(
                            sets.categories().get(b),
                            sets.categories().get(a),
                            audience,
                            AffinityAnalysis.share(both, buyers),
                            lift));
                }
            }
        }
        return new NextCategoryAnalysis(
                days,
                found.stream()
                        .sorted(Comparator.comparing(Suggestion::lift)
                                .reversed()
                                .thenComparing(Comparator.comparingLong(Suggestion::customers)
                                        .reversed())
                                .thenComparing(Suggestion::category)
                                .thenComparing(Suggestion::because))
                        .limit(MOST)
                        .toList());
    }

    @Override
    public List<String> columns() {
        return List.of("category", "because", "customers", "confidence", "lift");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return suggestions.stream()
                .map(each ->
                        Cells.of(each.category(), each.because(), each.customers(), each.confidence(), each.lift()))
                .toList();
    }
}
