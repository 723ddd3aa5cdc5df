package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;

/// Event: customers were evaluated and what changed was written. Observers work in the same transaction,
/// under the [TierLock].
public record TiersWritten(
        Connection connection,
        Scheme scheme,
        Evaluator evaluator,
        LoadedCustomers customers,
        Evaluation evaluation,
        LocalDate businessDate,
        Instant now) {}
