package io.fenji.scoring.scheme;

import io.fenji.engine.evaluation.ExistingTiers.Mode;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is done with existing tiers ends by itself: with a review or on a day to come.
final class ActivationCheck {
    private static final int LAST_YEAR = 9999;

    private ActivationCheck() {}

    /// @throws ProblemException 422 when it does not fit the scheme or the date
    static void check(Activation activation, Scheme scheme, LocalDate today) {
        Mode mode = activation.mode();
        @Nullable LocalDate until = activation.until();
        boolean reviewed = !(scheme.review() instanceof Review.Never);
        if (until != null && (mode == Mode.APPLY_NOW || mode == Mode.AT_NEXT_REVIEW)) {
            throw invalid("/until", "NOT_USED", "Only UPGRADES_ONLY and PROTECT_UNTIL end on a date");
        }
        if (until != null && until.getYear() > LAST_YEAR) {
            throw invalid("/until", "OUT_OF_RANGE", "A date is before the year 10000");
        }
        if (until != null && !until.isAfter(today)) {
            throw invalid("/until", "EXPIRED", "The business date is %s: nothing would be kept".formatted(today));
        }
        if (mode == Mode.PROTECT_UNTIL && until == null) {
            throw invalid("/until", "MISSING", "PROTECT_UNTIL needs the date");
        }
        if (mode == Mode.AT_NEXT_REVIEW && !reviewed) {
            throw invalid("/existingTiers", "NO_REVIEW", "The version has no 'review' that could end this");
        }
        if (mode == Mode.UPGRADES_ONLY && !reviewed && until == null) {
            throw invalid("/existingTiers", "NO_END", "The version has no 'review' that could end this; name a date");
        }
    }

    private static ProblemException invalid(String pointer, String code, String detail) {
        return ProblemException.at(ScoringProblem.ACTIVATION_INVALID, pointer, code, detail);
    }
}
