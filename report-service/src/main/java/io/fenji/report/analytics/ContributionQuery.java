package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Contribution;
import io.fenji.report.content.Contribution.ContributionStep;
import io.fenji.report.content.Contribution.CurvePoint;
import io.fenji.report.content.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Concentration of spend, computed over every customer; only what is drawn is thinned.
public final class ContributionQuery {
    /// Points of the curve for a large base.
    private static final int POINTS = 200;
    private static final List<Integer> STEPS = List.of(1, 5, 10, 20, 50);

    private record Totals(
            long customers, long nonPositive, BigDecimal spend, BigDecimal positive, BigDecimal weighted) {}

    private ContributionQuery() {}

    public static Contribution read(Connection connection, String currency) throws SQLException {
        Totals totals = Sql.only(
                connection,
                """
                select count(*), count(*) filter (where spend <= 0), coalesce(sum(spend), 0),
                    coalesce(sum(greatest(spend, 0)), 0),
                    coalesce(sum(greatest(spend, 0) * (total + 1 - place)), 0)
                from report_base, (select count(*) as total from report_base) counted""",
                row -> new Totals(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBigDecimal(3),
                        row.getBigDecimal(4),
                        row.getBigDecimal(5)));
        if (totals.spend().signum() <= 0) {
            return new Contribution(totals.customers(), totals.nonPositive(), null, List.of(), List.of());
        }
        Map<Long, BigDecimal> running = running(connection, totals.customers());
        return new Contribution(
                totals.customers(),
                totals.nonPositive(),
                gini(totals),
                steps(totals, running, currency),
                curve(totals, running));
    }

    private static Map<Long, BigDecimal> running(Connection connection, long customers) throws SQLException {
        TreeSet<Long> positions = new TreeSet<>();
        for (int i = 1; i <= POINTS; i++) {
            positions.add(ceiling(customers, i, POINTS));
        }
        STEPS.forEach(percent -> positions.add(ceiling(customers, percent, 100)));
        Map<Long, BigDecimal> running = new TreeMap<>();
        Sql.each(
                connection,
                0,
                "select place, running from report_base where place = any (?)",
                row -> running.put(row.getLong(1), row.getBigDecimal(2)),
                connection.createArrayOf("bigint", positions.toArray()));
        return running;
    }

    private static long ceiling(long customers, int part, int of) {
        return Math.ceilDiv(customers * part, of);
    }

    // G = 2 Σ i·x_i / (n Σ x) − (n + 1) / n with x ascending; a negative value counts as zero.
    private static @Nullable BigDecimal gini(Totals totals) {
        if (totals.positive().signum() <= 0) {
            return null;
        }
        BigDecimal n = BigDecimal.valueOf(totals.customers());
        BigDecimal numerator = totals.weighted()
                .multiply(BigDecimal.TWO)
                .subtract(n.add(BigDecimal.ONE).multiply(totals.positive()));
        return numerator.divide(n.multiply(totals.positive()), Shares.PLACES, RoundingMode.HALF_UP);
    }

    private static List<ContributionStep> steps(Totals totals, Map<Long, BigDecimal> running, String currency) {
        List<ContributionStep> steps = new ArrayList<>();
        for (int percent : STEPS) {
            long customers = ceiling(totals.customers(), percent, 100);
            BigDecimal spend = Objects.requireNonNull(running.get(customers));
            steps.add(new ContributionStep(
                    BigDecimal.valueOf(percent, 2),
                    customers,
                    new Money(spend, currency),
                    spend.divide(totals.spend(), Shares.PLACES, RoundingMode.HALF_UP)));
        }
        return steps;
    }

    private static List<CurvePoint> curve(Totals totals, Map<Long, BigDecimal> running) {
        List<CurvePoint> curve = new ArrayList<>();
        running.forEach((position, spend) -> curve.add(new CurvePoint(
                position,
                BigDecimal.valueOf(position)
                        .divide(BigDecimal.valueOf(totals.customers()), Shares.PLACES, RoundingMode.HALF_UP),
                spend.divide(totals.spend(), Shares.PLACES, RoundingMode.HALF_UP))));
        return curve;
    }
}
