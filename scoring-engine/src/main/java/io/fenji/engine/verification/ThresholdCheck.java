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
import java.util.stream.Stream;

/// Thresholds of a cut by score descend, and some score reaches each.
record ThresholdCheck(Report report) {

    void check(Scheme scheme) {
        List<Tier> tiers = scheme.tiers();
        int lowest = tiers.size() - 1;
        for (int i = 0; i < lowest; i++) {
            BigDecimal enter = tiers.get(i).enter();
            if (enter == null) {
                report.error("/tiers/" + i, "MISSING_ENTER", "Every tier but the lowest needs \"enter\".");
            } else {
                threshold(scheme, i, enter);
            }
        }
        descending(tiers);
        if (tiers.get(lowest).enter() != null || tiers.get(lowest).leave() != null) {
            report.error(
                    "/tiers/" + lowest, "LOWEST_TIER_HAS_ENTER", "The lowest tier takes everyone else: no thresholds.");
        }
        highest(scheme);
    }

    private void threshold(Scheme scheme, int i, BigDecimal enter) {
        Tier tier = scheme.tiers().get(i);
        if (enter.signum() <= 0 || enter.compareTo(Fixed.toDecimal(Fixed.HUNDRED)) > 0) {
            report.error(
                    "/tiers/" + i + "/enter",
                    "UNREACHABLE_TIER",
                    "Scores are from 0 to 100: \"enter\" must be above 0 and at most 100.");
        }
        BigDecimal leave = tier.leave();
        if (leave != null && leave.compareTo(enter) > 0) {
            report.error(
                    "/tiers/" + i + "/leave",
                    "LEAVE_ABOVE_ENTER",
                    "Whoever enters at " + enter.toPlainString() + " would leave at once.");
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
                report.error(
                        "/tiers/" + i + "/enter",
                        "ENTER_NOT_DESCENDING",
                        "Tiers go from the highest to the lowest: this must be below " + above.toPlainString() + ".");
            } else if (leave(tiers.get(i), enter).compareTo(leave(tiers.get(i - 1), above)) > 0) {
                report.error(
                        "/tiers/" + i + "/leave",
                        "LEAVE_NOT_DESCENDING",
                        "A score would hold the tier above but not this one.");
            }
        }
    }

    private static BigDecimal leave(Tier tier, BigDecimal enter) {
        BigDecimal leave = tier.leave();
        return leave == null ? enter : leave;
    }

    /// A tier above the best possible score is for rules alone, or for nobody.
    private void highest(Scheme scheme) {
        List<Criterion> criteria = scheme.dimensions().stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .toList();
        if (report.hasErrors()
                || criteria.stream().anyMatch(criterion -> criterion.missing() instanceof Missing.Redistribute)) {
            return;
        }
        long best = new Weightings(scheme.dimensions())
                .without(0)
                .score(criteria.stream().mapToLong(ThresholdCheck::most).toArray());
        for (int i = 0; i < scheme.tiers().size(); i++) {
            BigDecimal enter = scheme.tiers().get(i).enter();
            if (enter != null && Fixed.of(enter) > best && !givenByRule(scheme, i)) {
                report.error(
                        "/tiers/" + i + "/enter",
                        "UNREACHABLE_TIER",
                        "The scales give at most " + Fixed.toDecimal(best).toPlainString() + " points.");
            }
        }
    }

    private static long most(Criterion criterion) {
        long missing = switch (criterion.missing()) {
            case Missing.Points(BigDecimal points) -> Fixed.of(points);
            case Missing.Neutral() -> PointScale.NEUTRAL;
            case Missing.Redistribute(), Missing.Ineligible() -> 0;
        };
        return switch (criterion.scale()) {
            case Scale.Steps(List<Scale.Step> steps) ->
                Math.max(missing, most(steps.stream().map(Scale.Step::points)));
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) ->
                Math.max(missing, most(Stream.concat(points.values().stream(), Stream.of(otherwise))));
            case Scale.Linear _, Scale.Log _, Scale.Decay _, Scale.Calibrated _ -> Fixed.HUNDRED;
        };
    }

    private static long most(Stream<BigDecimal> points) {
        return points.mapToLong(Fixed::of).max().orElse(0);
    }

    private static boolean givenByRule(Scheme scheme, int tier) {
        return scheme.rules().stream()
                .map(Rule::effect)
                .filter(effect -> effect instanceof Rule.Effect.Assign || effect instanceof Rule.Effect.Floor)
                .anyMatch(effect ->
                        RuleCheck.tier(effect).contains(scheme.tiers().get(tier).key()));
    }
}
