package io.fenji.report.analytics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which product categories customers of which tier prefer.
///
/// @param days up to the day asked about in which purchases count
@RegisterForReflection
public record AffinityAnalysis(int days, List<Affinity> affinities) implements Rows {
    /// A category and a tier; figures are null where they must not be shown.
    ///
    /// @param tierCustomers customers of the tier
    /// @param buyers those of them that bought the category
    /// @param share buyers of the tier's customers, with its 95 % confidence interval (Wilson)
    /// @param support buyers of all customers
    /// @param lift the share over that of all customers: above 1, the tier prefers the category
    @RegisterForReflection
    public record Affinity(
            String tier,
            String category,
            @Nullable Long tierCustomers,
            @Nullable Long buyers,
            @Nullable BigDecimal share,
            @Nullable BigDecimal shareFrom,
            @Nullable BigDecimal shareTo,
            @Nullable BigDecimal support,
            @Nullable BigDecimal lift) {}

    private static final double NORMAL_95 = 1.959963984540054;

    public AffinityAnalysis {
        affinities = List.copyOf(affinities);
    }

    public static AffinityAnalysis read(Question question, int days) throws SQLException {
        CategorySets sets = CategorySets.read(question, days);
        long all = sets.customers(0);
        long[][] bought = sets.pairs(0);
        long[][][] byTier = new long[question.tierCount()][][];
        long[] tierCustomers = new long[question.tierCount()];
        for (int i = 0; i < byTier.length; i++) {
            byTier[i] = sets.pairs(i + 1);
            tierCustomers[i] = sets.customers(i + 1);
        }
        List<Affinity> affinities = new ArrayList<>();
        for (int c = 0; c < sets.categories().size(); c++) {
            // Buyers and others by tier: whoever is not shown must not be the rest of what is.
            long[][] table = new long[question.tierCount()][2];
            for (int rank = 1; rank <= question.tierCount(); rank++) {
                table[rank - 1][0] = byTier[rank - 1][c][c];
                table[rank - 1][1] = tierCustomers[rank - 1] - table[rank - 1][0];
            }
            boolean[][] hidden = Suppression.of(table, 2, question.minGroup());
            for (int rank = 1; rank <= question.tierCount(); rank++) {
                long buyers = table[rank - 1][0];
                long customers = buyers + table[rank - 1][1];
                String tier = question.tier(rank);
                String name = sets.categories().get(c);
                boolean few = hidden[rank - 1][0] || hidden[rank - 1][1] || hidden[rank - 1][2];
                if (few || customers == 0) {
                    affinities.add(new Affinity(
                            tier,
                            name,
                            hidden[rank - 1][2] ? null : customers,
                            few ? null : buyers,
                            null,
                            null,
                            null,
                            null,
                            null));
                    continue;
                }
                affinities.add(new Affinity(
                        tier,
                        name,
                        customers,
                        buyers,
                        share(buyers, customers),
                        wilson(buyers, customers, -1),
                        wilson(buyers, customers, 1),
                        share(buyers, all),
                        lift(buyers, customers, bought[c][c], all)));
            }
        }
        return new AffinityAnalysis(days, affinities);
    }

    static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), Shares.PLACES, RoundingMode.HALF_UP);
    }

    /// (part / whole) / (otherPart / otherWhole).
    static BigDecimal lift(long part, long whole, long otherPart, long otherWhole) {
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(otherWhole))
                .divide(
                        BigDecimal.valueOf(whole).multiply(BigDecimal.valueOf(otherPart)),
                        Shares.PLACES,
                        RoundingMode.HALF_UP);
    }

    /// A bound of Wilson's score interval.
    static BigDecimal wilson(long part, long whole, int side) {
        double n = whole;
        double p = part / n;
        double z2 = NORMAL_95 * NORMAL_95;
        double centre = p + z2 / (2 * n);
        double spread = NORMAL_95 * StrictMath.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        double bound = (centre + side * spread) / (1 + z2 / n);
        return BigDecimal.valueOf(Math.clamp(bound, 0, 1)).setScale(Shares.PLACES, RoundingMode.HALF_UP);
    }

    @Override
    public List<String> columns() {
        return List.of(
                "tier", "category", "tierCustomers", "buyers", "share", "shareFrom", "shareTo", "support", "lift");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return affinities.stream()
                .map(each -> Cells.of(
                        each.tier(),
                        each.category(),
                        each.tierCustomers(),
                        each.buyers(),
                        each.share(),
                        each.shareFrom(),
                        each.shareTo(),
                        each.support(),
                        each.lift()))
                .toList();
    }
}
