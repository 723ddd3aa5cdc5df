package io.fenji.engine.verification;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.document.Finding;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Examples name what exists and come out as their author expects.
record ExampleCheck(Catalogue catalogue, Report report) {

    void check(Scheme scheme) {
        for (int i = 0; i < scheme.examples().size(); i++) {
            names(scheme, "/examples/" + i, scheme.examples().get(i));
        }
        if (report.hasErrors()) {
            return;
        }
        for (int i = 0; i < scheme.examples().size(); i++) {
            run(scheme, "/examples/" + i, scheme.examples().get(i));
        }
    }

    private void names(Scheme scheme, String pointer, SchemeExample example) {
        ConditionCheck conditions = new ConditionCheck(catalogue, report);
        example.metrics().keySet().stream()
                .sorted()
                .forEach(metric -> conditions.metric(pointer + "/metrics/" + Finding.segment(metric), metric));
        example.attributes().keySet().stream()
                .filter(attribute -> !catalogue.knows(attribute))
                .sorted()
                .forEach(attribute -> report.error(
                        pointer + "/attributes/" + Finding.segment(attribute), "UNKNOWN_ATTRIBUTE", attribute));
        if (example.expected() instanceof SchemeExample.Expected.InTier(String tier) && scheme.tierIndex(tier) < 0) {
            report.error(pointer + "/tier", "UNKNOWN_TIER", tier);
        }
    }

    private void run(Scheme scheme, String pointer, SchemeExample example) {
        MetricTable customer = customer(example);
        Scheme decisive = scheme.needsCalibration() ? scheme.decidedBy(List.of(), scheme.rules()) : scheme;
        if (scheme.needsCalibration() && !isDecidedByRules(scheme, customer)) {
            report.warning(pointer, "EXAMPLE_NOT_CHECKED");
            return;
        }
        String expected = switch (example.expected()) {
            case SchemeExample.Expected.InTier(String tier) -> tier;
            case SchemeExample.Expected.NoTier() -> "";
        };
        String actual = tier(decisive, customer);
        if (!actual.equals(expected)) {
            failed(pointer, expected, actual);
        }
    }

    private MetricTable customer(SchemeExample example) {
        Map<String, List<String>> ladders = new HashMap<>();
        catalogue.schemes().forEach((key, other) -> ladders.put(key, other.tiers()));
        ladders.keySet().retainAll(example.tiers().keySet());
        TableBuilder builder = new TableBuilder(
                example.metrics().keySet(), example.attributes().keySet(), ladders, 1);
        builder.addRow();
        example.metrics().forEach(builder::metric);
        example.attributes().forEach(builder::attribute);
        example.tiers().forEach(builder::tier);
        return builder.build();
    }

    private void failed(String pointer, String expected, String actual) {
        if (expected.isEmpty()) {
            report.error(pointer, "EXAMPLE_FAILED.noneExpected", actual);
        } else if (actual.isEmpty()) {
            report.error(pointer, "EXAMPLE_FAILED.none", expected);
        } else {
            report.error(pointer, "EXAMPLE_FAILED", expected, actual);
        }
    }

    /// Whether the tier is the same whatever the calibration: outside, excluded, or assigned.
    private static boolean isDecidedByRules(Scheme scheme, MetricTable customer) {
        List<Rule> decisive = scheme.rules().stream()
                .filter(rule ->
                        rule.effect() instanceof Rule.Effect.Assign || rule.effect() instanceof Rule.Effect.Exclude)
                .toList();
        Standing standing = standing(scheme.decidedBy(List.of(), decisive), customer);
        return !(standing instanceof Standing.Untiered untiered && untiered.reason() == Standing.Reason.NO_RULE_HIT);
    }

    private static String tier(Scheme scheme, MetricTable customer) {
        return switch (standing(scheme, customer)) {
            case Standing.Tiered tiered -> tiered.tier();
            case Standing.Untiered _ -> "";
        };
    }

    private static Standing standing(Scheme scheme, MetricTable customer) {
        Calibration none = new Calibration(scheme.key(), 0, List.of(), new CalibratedShare.NotUsed(), "");
        return Evaluator.of(scheme, none).evaluate(customer).standing(0);
    }
}
