package io.fenji.engine.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.logic.Reasoner;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks schemes against a metric catalogue. Immutable.
///
/// Examples are run when nothing else is wrong. In a scheme that needs a calibration only those can
/// be checked that `assign` or `exclude` rules or the population decide; the others get the warning
/// `EXAMPLE_NOT_CHECKED`.
public final class SchemeVerifier {

    private final Catalogue catalogue;

    /// A verifier where there are no other schemes.
    ///
    /// @param metrics keys of the metrics that exist
    public SchemeVerifier(Set<String> metrics) {
        this(new Catalogue(metrics, Map.of()));
    }

    /// A verifier against this catalogue.
    public SchemeVerifier(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// Reads and checks a document: all findings, or those of reading alone when it cannot be read;
    /// empty when there is nothing to say. The scheme may be used when none [is an
    /// error][Finding#isError()].
    public List<Finding> verify(JsonNode document) {
        return switch (SchemeReader.read(document)) {
            case SchemeReading.Unreadable unreadable -> unreadable.findings();
            case SchemeReading.Readable readable -> verify(readable.scheme());
        };
    }

    /// Checks a scheme that has been read.
    public List<Finding> verify(Scheme scheme) {
        Report report = new Report();
        ConditionCheck conditions = new ConditionCheck(catalogue, report);
        conditions.check("/population", scheme.population());
        new DimensionCheck(conditions, report).check(scheme);
        new TierCheck(catalogue.metrics(), report).check(scheme);
        new RuleCheck(conditions, report).check(scheme);
        new MovementCheck(conditions, report).check(scheme);
        new TierReferenceCheck(catalogue, report).check(scheme);
        reason(scheme, report);
        new ExampleCheck(catalogue, report).check(scheme);
        return report.findings();
    }

    /// What follows from conditions can be told of rules that name tiers which exist.
    private void reason(Scheme scheme, Report report) {
        boolean named = scheme.rules().stream()
                .flatMap(rule -> RuleCheck.tier(rule.effect()).stream())
                .allMatch(tier -> scheme.tierIndex(tier) >= 0);
        if (named) {
            Reasoner reasoner = new Reasoner(catalogue.ladders());
            boolean sound = !report.hasErrors();
            new RuleReasoning(scheme, reasoner, report).check();
            if (sound && !report.hasErrors()) {
                new TierReasoning(scheme, reasoner, report).check();
            }
        }
    }
}
