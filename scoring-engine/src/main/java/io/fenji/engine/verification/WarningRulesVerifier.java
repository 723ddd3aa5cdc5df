package io.fenji.engine.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.WarningRulesReader;
import io.fenji.engine.warning.WarningRules;
import java.math.BigDecimal;
import java.util.List;

/// Checks warning rules against a metric catalogue. Immutable.
public final class WarningRulesVerifier {

    private final Catalogue catalogue;

    /// A verifier against this catalogue.
    ///
    /// @param catalogue metrics, and the schemes whose tiers conditions look at
    public WarningRulesVerifier(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// Reads and checks a document: all findings, or those of reading alone when it cannot be read.
    public List<Finding> verify(JsonNode document) {
        return switch (WarningRulesReader.read(document)) {
            case DocumentReading.Unreadable<WarningRules>(List<Finding> findings) -> findings;
            case DocumentReading.Readable<WarningRules>(WarningRules rules) -> verify(rules);
        };
    }

    /// Checks rules that have been read.
    public List<Finding> verify(WarningRules rules) {
        Report report = new Report();
        ConditionCheck conditions = new ConditionCheck(catalogue.metrics(), report);
        conditions.metric("/value/metric", rules.value().metric());
        conditions.check("/population", rules.population());
        new TierReferenceCheck(catalogue, report).check("/population", rules.population());
        WarningRules.ActivityFalling activity = rules.activityFalling();
        if (activity != null) {
            notBelow(report, "/activityFalling", activity.confidence(), activity.urgentConfidence());
        }
        WarningRules.OrderGap gap = rules.orderGap();
        if (gap != null) {
            notBelow(report, "/orderGap", gap.confidence(), gap.urgentConfidence());
            if (gap.maxDays() <= gap.minDays()) {
                report.error("/orderGap/maxDays", "EMPTY_RANGE.gap");
            }
        }
        WarningRules.SpendFalling spend = rules.spendFalling();
        if (spend != null && spend.urgentAtMost().compareTo(spend.atMost()) > 0) {
            report.error("/spendFalling/urgentAtMost", "NEVER_REACHED.above", "atMost");
        }
        WarningRules.OpenComplaint complaint = rules.openComplaint();
        if (complaint != null && complaint.urgentAtLeast() < complaint.atLeast()) {
            report.error("/openComplaint/urgentAtLeast", "NEVER_REACHED.below", "atLeast");
        }
        return report.findings();
    }

    private static void notBelow(Report report, String rule, BigDecimal confidence, BigDecimal urgent) {
        if (urgent.compareTo(confidence) < 0) {
            report.error(rule + "/urgentConfidence", "NEVER_REACHED.below", "confidence");
        }
    }
}
