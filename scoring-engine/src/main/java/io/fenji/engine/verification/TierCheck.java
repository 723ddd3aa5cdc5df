package io.fenji.engine.verification;

import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The cut fits the tiers, and every tier can be reached.
record TierCheck(Set<String> catalogue, Report report) {

    void check(Scheme scheme) {
        List<Tier> tiers = scheme.tiers();
        report.duplicates("/tiers", "key", tiers.stream().map(Tier::key).toList());
        switch (scheme.cut()) {
            case Cut.Score _ -> new ThresholdCheck(report).check(scheme);
            case Cut.ValueShare cut -> {
                thresholdsNotUsed(tiers);
                new ConditionCheck(catalogue, report).metric("/cut/metric", cut.metric());
                shares(cut.shares(), tiers.size());
            }
            case Cut.TopShare cut -> {
                thresholdsNotUsed(tiers);
                if (cut.metric() != null) {
                    new ConditionCheck(catalogue, report).metric("/cut/metric", cut.metric());
                }
                shares(cut.shares(), tiers.size());
            }
            case Cut.Clusters cut -> {
                thresholdsNotUsed(tiers);
                features(cut);
            }
            case Cut.Rules cut -> {
                thresholdsNotUsed(tiers);
                named(cut, scheme);
            }
        }
    }

    private void thresholdsNotUsed(List<Tier> tiers) {
        for (int i = 0; i < tiers.size(); i++) {
            if (tiers.get(i).enter() != null) {
                report.error("/tiers/" + i + "/enter", "THRESHOLD_NOT_USED");
            }
            if (tiers.get(i).leave() != null) {
                report.error("/tiers/" + i + "/leave", "THRESHOLD_NOT_USED");
            }
        }
    }

    private void shares(List<BigDecimal> shares, int tiers) {
        if (shares.size() != tiers - 1) {
            report.error("/cut/shares", "SHARES_DO_NOT_FIT_TIERS", tiers, tiers - 1);
        }
        for (int i = 0; i < shares.size(); i++) {
            BigDecimal share = shares.get(i);
            if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0) {
                report.error("/cut/shares/" + i, "SHARE_OUT_OF_RANGE");
            }
            if (i > 0 && share.compareTo(shares.get(i - 1)) <= 0) {
                report.error("/cut/shares/" + i, "SHARES_NOT_ASCENDING");
            }
        }
    }

    private void features(Cut.Clusters cut) {
        ConditionCheck conditions = new ConditionCheck(catalogue, report);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cut.features().size(); i++) {
            String metric = cut.features().get(i).metric();
            String pointer = "/cut/features/" + i + "/metric";
            conditions.metric(pointer, metric);
            if (!seen.add(metric)) {
                report.error(pointer, "REPEATED_FEATURE", metric);
            }
        }
        if (cut.orderBy() != null && !seen.contains(cut.orderBy())) {
            conditions.metric("/cut/orderBy", cut.orderBy());
        }
    }

    private void named(Cut.Rules cut, Scheme scheme) {
        if (cut.otherwise() instanceof Cut.Otherwise.InTier(String tier) && scheme.tierIndex(tier) < 0) {
            report.error("/cut/otherwise", "UNKNOWN_TIER", tier);
        }
        Stream<String> otherwise =
                cut.otherwise() instanceof Cut.Otherwise.InTier(String tier) ? Stream.of(tier) : Stream.empty();
        Set<String> reached = Stream.concat(
                        otherwise, scheme.rules().stream().flatMap(rule -> RuleCheck.tier(rule.effect()).stream()))
                .collect(Collectors.toSet());
        if (scheme.rules().stream().map(Rule::effect).allMatch(Rule.Effect.Exclude.class::isInstance)) {
            report.error("/rules", "NO_RULES");
            return;
        }
        for (int i = 0; i < scheme.tiers().size(); i++) {
            if (!reached.contains(scheme.tiers().get(i).key())) {
                report.error("/tiers/" + i, "UNREACHABLE_TIER.rules");
            }
        }
    }
}
