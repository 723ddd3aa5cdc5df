package io.fenji.engine.verification;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.points.PointScale;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.weight.Weightings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Thresholds of a cut by score descend, and some score reaches each.
record ThresholdCheck(Report report) {

    void check(Scheme scheme) {
        List<Tier> tiers = scheme.tiers();
        int lowest = tiers.size() - 1;
        for (int i = 0; i < lowest; i++) {
            BigDecimal enter = tiers.get(i).enter();
            if (enter == null) {
                report.error("/tiers/" + i, "MISSING_ENTER");
            } else {
                threshold(scheme, i, enter);
            }
        }
        descending(tiers);
        if (tiers.get(lowest).enter() != null || tiers.get(lowest).leave() != null) {
            report.error("/tiers/" + lowest, "LOWEST_TIER_HAS_ENTER");
        }
        reachable(scheme);
    }

    private void threshold(Scheme scheme, int i, BigDecimal enter) {
        Tier tier = scheme.tiers().get(i);
        if (enter.signum() <= 0 || enter.compareTo(Fixed.toDecimal(Fixed.HUNDRED)) > 0) {
            report.error("/tiers/" + i + "/enter", "UNREACHABLE_TIER.range");
        }
        BigDecimal leave = tier.leave();
        if (leave != null && leave.compareTo(enter) > 0) {
            report.error("/tiers/" + i + "/leave", "LEAVE_ABOVE_ENTER", enter.toPlainString());
        }
    }

    private void descending(List<Tier> tiers) {
        for (int i = 1; i < tiers.size() - 1; i++) {
            BigDecimal above = tiers.get(i - 1).enter();
            BigDecimal enter = tiers.get(i).enter();
            if (above == null || enter == null) {
                continue;
            }
            if (enter.compareTo(above) >= 0) {
                report.error("/tiers/" + i + "/enter", "ENTER_NOT_DESCENDING", above.toPlainString());
            } else if (leave(tiers.get(i), enter).compareTo(leave(tiers.get(i - 1), above)) > 0) {
                report.error("/tiers/" + i + "/leave", "LEAVE_NOT_DESCENDING");
            }
        }
    }

    private static BigDecimal leave(Tier tier, BigDecimal enter) {
        BigDecimal leave = tier.leave();
        return leave == null ? enter : leave;
    }

    /// A tier above the best possible score, or a lowest one below the worst, is for rules alone, or for nobody.
    private void reachable(Scheme scheme) {
        List<Criterion> criteria = scheme.dimensions().stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .toList();
        if (report.hasErrors() || criteria.isEmpty()) {
            return;
        }
        long best = score(scheme, criteria, ThresholdCheck::most, LongStream::max);
        long worst = score(scheme, criteria, ThresholdCheck::least, LongStream::min);
        int lowest = scheme.tiers().size() - 1;
        for (int i = 0; i < lowest; i++) {
            BigDecimal enter = scheme.tiers().get(i).enter();
            if (enter != null && Fixed.of(enter) > best && !givenByRule(scheme, i)) {
                report.error(
                        "/tiers/" + i + "/enter",
                        "UNREACHABLE_TIER.score",
                        Fixed.toDecimal(best).toPlainString());
            }
        }
        BigDecimal above = lowest == 0 ? null : scheme.tiers().get(lowest - 1).enter();
        if (above != null && Fixed.of(above) <= worst && !givenByRule(scheme, lowest)) {
            report.error(
                    "/tiers/" + lowest,
                    "UNREACHABLE_TIER.least",
                    Fixed.toDecimal(worst).toPlainString());
        }
    }

    /// The score of the best or worst points. Where absent values leave criteria out, it is between the best and the
    /// worst of single criteria.
    private static long score(
            Scheme scheme,
            List<Criterion> criteria,
            ToLongFunction<Criterion> points,
            Function<LongStream, OptionalLong> end) {
        boolean redistributes =
                criteria.stream().anyMatch(criterion -> criterion.missing() instanceof Missing.Redistribute);
        return redistributes
                ? end.apply(criteria.stream().mapToLong(points)).orElse(0)
                : new Weightings(scheme.dimensions())
                        .complete()
                        .score(criteria.stream().mapToLong(points).toArray());
    }

    private static long most(Criterion criterion) {
        long most = switch (criterion.scale()) {
            case Scale.Steps(List<Scale.Step> steps) -> most(steps.stream().map(Scale.Step::points));
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) ->
                most(Stream.concat(points.values().stream(), Stream.of(otherwise)));
            case Scale.Linear _, Scale.Log _, Scale.Decay _, Scale.Calibrated _ -> Fixed.HUNDRED;
        };
        return Math.max(most, missing(criterion, 0));
    }

    private static long least(Criterion criterion) {
        long least = switch (criterion.scale()) {
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) ->
                Stream.concat(points.values().stream(), Stream.of(otherwise))
                        .mapToLong(Fixed::of)
                        .min()
                        .orElse(0);
            // The worst bin has points, too; before there are values everyone has the neutral ones.
            case Scale.Quantile(int bins, Scale.Better _) -> Fixed.divideHalfUp(Fixed.HUNDRED, bins);
            case Scale.Steps _, Scale.Linear _, Scale.Log _, Scale.Decay _, Scale.Percentile _ -> 0;
        };
        return Math.min(least, missing(criterion, Fixed.HUNDRED));
    }

    /// What an absent value gives, or this where it gives nothing.
    private static long missing(Criterion criterion, long otherwise) {
        return switch (criterion.missing()) {
            case Missing.Points(BigDecimal points) -> Fixed.of(points);
            case Missing.Neutral() -> PointScale.NEUTRAL;
            case Missing.Redistribute(), Missing.Ineligible() -> otherwise;
        };
    }

    private static long most(Stream<BigDecimal> points) {
        return points.mapToLong(Fixed::of).max().orElse(0);
    }

    private static boolean givenByRule(Scheme scheme, int tier) {
        return scheme.rules().stream()
                .map(Rule::effect)
                .anyMatch(effect ->
                        RuleCheck.tier(effect).contains(scheme.tiers().get(tier).key()));
    }
}
