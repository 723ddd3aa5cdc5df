package io.fenji.report.insight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.ScoringService;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks scoring-service for what the mart does not have. What it cannot tell costs its part of the report, never the
/// report.
@ApplicationScoped
public class Neighbours {
    private static final List<String> KINDS =
            List.of("ACTIVITY_FALLING", "ORDER_GAP", "SPEND_FALLING", "CHURN_RISK", "OPEN_COMPLAINT", "TIER_AT_RISK");

    /// Warnings of a kind that are counted.
    static final int MOST_WARNINGS = 2_000;

    private static final Logger LOG = Logger.getLogger(Neighbours.class);

    private final ScoringService scoring;

    Neighbours(ScoringService scoring) {
        this.scoring = scoring;
    }

    /// What was told; empty stands for a service that could not tell.
    ///
    /// @param value a missing node when there is no calibration
    /// @param changes by language, between the earlier run's version and that in force
    public record Told(
            Optional<List<JsonNode>> warnings,
            Optional<List<JsonNode>> churn,
            Optional<List<JsonNode>> segments,
            Optional<JsonNode> value,
            Optional<JsonNode> changes) {}

    /// Asks for everything.
    ///
    /// @param current whether the service answered just now; otherwise it is not asked
    /// @param earlier the run compared with, null for none
    public Told ask(String scheme, int version, @Nullable Run earlier, boolean current) {
        if (!current) {
            return new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new Told(
                told("warnings", this::warnings),
                told("churn risks", () -> scoring.warnings("CHURN_RISK", "HIGH", MOST_WARNINGS)),
                told("segments", scoring::segments),
                told("value models", () -> scoring.valueCalibration().orElseGet(MissingNode::getInstance)),
                changes(scheme, version, earlier));
    }

    /// The newest of each kind: a kind of which there are many hides no other.
    private List<JsonNode> warnings() {
        List<JsonNode> all = new ArrayList<>();
        KINDS.forEach(kind -> all.addAll(scoring.warnings(kind, null, MOST_WARNINGS)));
        return all;
    }

    private Optional<JsonNode> changes(String scheme, int version, @Nullable Run earlier) {
        if (earlier == null || earlier.schemeVersion() == null || Objects.equals(earlier.schemeVersion(), version)) {
            return Optional.of(MissingNode.getInstance());
        }
        int against = earlier.schemeVersion();
        return told("changes of criteria", () -> scoring.differences(scheme, version, against))
                .flatMap(found -> found);
    }

    private static <T> Optional<T> told(String what, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (UpstreamException away) {
            LOG.warnf("A report goes without %s: %s", what, away.getMessage());
            return Optional.empty();
        }
    }
}
