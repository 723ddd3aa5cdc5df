package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Score;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.value.DerivedMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads customers with all that their tiers were evaluated from.
@ApplicationScoped
public class EvaluatedCustomers {
    private final SchemeVersions schemes;
    private final Evaluators evaluators;

    EvaluatedCustomers(SchemeVersions schemes, Evaluators evaluators) {
        this.schemes = schemes;
        this.evaluators = evaluators;
    }

    /// Reads one, in a transaction of which every statement sees the same.
    ///
    /// @throws io.fenji.kit.problem.ProblemException 404 when the customer or scheme is not known, or
    ///     has not been evaluated
    public EvaluatedCustomer read(Connection connection, UUID customerId, String schemeKey) {
        TierRow stored = Sql.first(
                        connection,
                        TierRow.SELECT + "where t.customer_id = ? and t.scheme = ?",
                        TierRow::read,
                        customerId,
                        schemeKey)
                .orElseThrow(() -> TierReader.missing(connection, customerId, schemeKey));
        Scheme scheme = schemes.get(connection, stored.version());
        Evaluator evaluator = evaluators.get(connection, stored.version(), stored.calibrationId());
        ExistingTiers existing =
                InForce.of(connection, schemeKey).map(InForce::existing).orElse(ExistingTiers.APPLY_NOW);
        LoadedCustomers customer = CustomerLoader.one(connection, scheme, customerId);
        Situation situation = customer.situation(scheme, stored.businessDate(), false, existing);
        return new EvaluatedCustomer(
                stored,
                scheme,
                evaluator,
                customer.table(),
                situation,
                DerivedMetrics.inForce(connection, scheme.metrics()));
    }

    /// Holds what an evaluation came to against what is stored.
    ///
    /// @throws IllegalStateException when it is something else: a bug, never hidden
    static void requireAgreement(TierRow stored, Standing standing) {
        @Nullable String tier = null;
        @Nullable String outside = null;
        switch (standing) {
            case Standing.Tiered tiered -> tier = tiered.tier();
            case Standing.Untiered untiered -> outside = Outside.of(untiered.reason());
        }
        long score = switch (standing.score()) {
            case Score.Scored scored -> Fixed.of(scored.value());
            case Score.Unscored unscored -> Evaluation.NO_SCORE;
        };
        long storedScore = stored.score() == null ? Evaluation.NO_SCORE : stored.score();
        if (!Objects.equals(tier, stored.tier())
                || !Objects.equals(outside, stored.outside())
                || score != storedScore) {
            throw new IllegalStateException("The explanation of customer %s in %s comes to %s, stored is %s"
                    .formatted(stored.customerId(), stored.version(), standing, stored));
        }
    }
}
