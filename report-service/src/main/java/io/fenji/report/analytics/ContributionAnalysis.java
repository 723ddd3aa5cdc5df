package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What each tier contributes, and how concentrated spend is. A negative spend counts as zero in curves and Gini.
///
/// @param customers null where it is not shown
/// @param gini null without positive spend
/// @param pareto from the largest spend on: the share of customers and the share of spend they make
/// @param lorenz from the smallest on
@RegisterForReflection
public record ContributionAnalysis(
        List<TierContribution> tiers,
        @Nullable Long customers,
        @Nullable Money spend,
        @Nullable BigDecimal gini,
        List<Point> pareto,
        List<Point> lorenz)
        implements Rows {
    private static final int POINTS = 100;

    /// A tier; all but its key is null where its group is too small.
    @RegisterForReflection
    public record TierContribution(
            String tier,
            @Nullable Long customers,
            @Nullable BigDecimal shareOfCustomers,
            @Nullable Long orders,
            @Nullable Money spend,
            @Nullable BigDecimal shareOfSpend,
            @Nullable Money profit) {}

    /// A point of a curve.
    @RegisterForReflection
    public record Point(BigDecimal shareOfCustomers, BigDecimal shareOfSpend) {}

    private record Sums(int rank, long customers, long orders, BigDecimal spend, BigDecimal profit) {}

    public ContributionAnalysis {
        tiers = List.copyOf(tiers);
        pareto = List.copyOf(pareto);
        lorenz = List.copyOf(lorenz);
    }

    public static ContributionAnalysis read(Question question) throws SQLException {
        Map<Integer, Sums> byRank = new TreeMap<>();
        Sql.each(
                question.connection(),
                0,
                "select rank, count(*), sum(orders), sum(spend), sum(profit) %s group by rank"
                        .formatted(question.base()),
                row -> byRank.put(
                        row.getInt(1),
                        new Sums(
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5))),
                question.values());
        List<Sums> sums = new ArrayList<>();
        for (int rank = 1; rank <= question.tierCount(); rank++) {
            sums.add(byRank.getOrDefault(rank, new Sums(rank, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO)));
        }
        long customers = sums.stream().mapToLong(Sums::customers).sum();
        BigDecimal spend = sums.stream().map(Sums::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean[] hidden =
                Suppression.of(sums.stream().mapToLong(Sums::customers).toArray(), question.minGroup());
        boolean totalHidden = hidden[sums.size()];
        List<TierContribution> tiers = tiers(question, sums, hidden);
        Curve curve = totalHidden ? Curve.NONE : Curve.read(question, customers);
        return new ContributionAnalysis(
                tiers,
                totalHidden ? null : customers,
                totalHidden ? null : new Money(spend, question.currency()),
                curve.gini(),
                curve.pareto(),
                curve.lorenz());
    }

    private static List<TierContribution> tiers(Question question, List<Sums> sums, boolean[] hidden) {
        List<BigDecimal> shares =
                Shares.ofCounts(sums.stream().map(Sums::customers).toList(), Shares.PLACES);
        @Nullable
        List<BigDecimal> ofSpend = Shares.of(sums.stream().map(Sums::spend).toList(), Shares.PLACES);
        List<TierContribution> tiers = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            Sums sum = sums.get(i);
            tiers.add(
                    hidden[i]
                            ? new TierContribution(question.tier(sum.rank()), null, null, null, null, null, null)
                            : new TierContribution(
                                    question.tier(sum.rank()),
                                    sum.customers(),
                                    shares.get(i),
                                    sum.orders(),
                                    new Money(sum.spend(), question.currency()),
                                    ofSpend == null ? null : ofSpend.get(i),
                                    new Money(sum.profit(), question.currency())));
        }
        return tiers;
    }

    private record Curve(@Nullable BigDecimal gini, List<Point> pareto, List<Point> lorenz) {
        static final Curve NONE = new Curve(null, List.of(), List.of());

        private record Place(long place, BigDecimal running) {}

        static Curve read(Question question, long customers) throws SQLException {
            // Points lie so far apart that no step tells about fewer customers than may be shown.
            long points = Math.min(POINTS, customers / Math.max(1, question.minGroup()));
            if (points == 0) {
                return NONE;
            }
            TreeSet<Long> wanted = new TreeSet<>();
            for (long i = 1; i <= points; i++) {
                wanted.add(Math.ceilDiv(customers * i, points));
            }
            List<Place> places = new ArrayList<>();
            BigDecimal[] weighted = new BigDecimal[1];
            Sql.each(
                    question.connection(),
                    0,
                    """
                    with placed as (
                        select row_number() over largest as place, sum(amount) over (largest rows unbounded preceding) as running, amount
                        from (select greatest(spend, 0) as amount, customer_id %s) b
                        window largest as (order by amount desc, customer_id)),
                    weighted as (select coalesce(sum(amount * (? + 1 - place)), 0) as weighted from placed)
                    select place, running, weighted from placed, weighted where place = any (?) order by place""".formatted(question.base()),
                    row -> {
                        places.add(new Place(row.getLong(1), row.getBigDecimal(2)));
                        weighted[0] = row.getBigDecimal(3);
                    },
                    question.values(customers, question.connection().createArrayOf("bigint", wanted.toArray())));
            BigDecimal total = places.getLast().running();
            if (total.signum() <= 0) {
                return NONE;
            }
            List<Point> pareto = new ArrayList<>();
            pareto.add(point(0, customers, BigDecimal.ZERO, total));
            places.forEach(each -> pareto.add(point(each.place(), customers, each.running(), total)));
            List<Point> lorenz = new ArrayList<>();
            lorenz.add(point(0, customers, BigDecimal.ZERO, total));
            List<Place> fromTheEnd = new ArrayList<>(places);
            Collections.reverse(fromTheEnd);
            fromTheEnd.stream()
                    .skip(1)
                    .forEach(each -> lorenz.add(
                            point(customers - each.place(), customers, total.subtract(each.running()), total)));
            lorenz.add(point(customers, customers, total, total));
            return new Curve(gini(customers, total, weighted[0]), pareto, lorenz);
        }

        private static Point point(long place, long customers, BigDecimal running, BigDecimal total) {
            return new Point(
                    BigDecimal.valueOf(place)
                            .divide(BigDecimal.valueOf(customers), Shares.PLACES, RoundingMode.HALF_UP),
                    running.divide(total, Shares.PLACES, RoundingMode.HALF_UP));
        }

        // G = 2 Σ i·x_i / (n Σ x) − (n + 1) / n with x ascending; here x is counted from the largest.
        private static BigDecimal gini(long customers, BigDecimal total, BigDecimal weighted) {
            BigDecimal n = BigDecimal.valueOf(customers);
            return weighted.multiply(BigDecimal.TWO)
                    .subtract(n.add(BigDecimal.ONE).multiply(total))
                    .divide(n.multiply(total), Shares.PLACES, RoundingMode.HALF_UP);
        }
    }

    @Override
    public List<String> columns() {
        return List.of("tier", "customers", "shareOfCustomers", "orders", "spend", "shareOfSpend", "profit");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return tiers.stream()
                .map(each -> Cells.of(
                        each.tier(),
                        each.customers(),
                        each.shareOfCustomers(),
                        each.orders(),
                        Cells.amount(each.spend()),
                        each.shareOfSpend(),
                        Cells.amount(each.profit())))
                .toList();
    }
}
