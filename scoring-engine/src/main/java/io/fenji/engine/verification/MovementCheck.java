package io.fenji.engine.verification;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;

/// Movement policy, reviews and calibrations fit together.
record MovementCheck(ConditionCheck conditions, Report report) {

    void check(Scheme scheme) {
        Movement movement = scheme.movement();
        boolean reviewed = !(scheme.review() instanceof Review.Never);
        if (!reviewed) {
            review("/movement/upgrade", movement.upgrade().at());
            review("/movement/downgrade", movement.downgrade().at());
        } else if (!movement.waitsForReview()) {
            report.warning("/review", "REVIEW_NOT_USED");
        }
        Condition renewal = movement.downgrade().renewal();
        if (renewal != null) {
            conditions.check("/movement/downgrade/renewal", renewal);
        }
        if (scheme.review() instanceof Review.Anniversary) {
            conditions.metric("/review/every", Review.Anniversary.METRIC);
        }
        if (scheme.calibrate() != null && !scheme.needsCalibration()) {
            report.warning("/calibrate", "CALIBRATION_NOT_USED");
        }
        rules(scheme);
    }

    private void review(String pointer, Movement.When at) {
        if (at == Movement.When.REVIEW) {
            report.error(pointer, "NO_REVIEW");
        }
    }

    private void rules(Scheme scheme) {
        for (int i = 0; i < scheme.rules().size(); i++) {
            Rule rule = scheme.rules().get(i);
            String pointer = "/rules/" + i + "/viaMovement";
            if (rule.viaMovement() && rule.effect() instanceof Rule.Effect.Exclude) {
                report.error(pointer, "EXCLUDED_AT_ONCE");
            } else if (rule.viaMovement() && scheme.movement().equals(Movement.AT_ONCE)) {
                report.warning(pointer, "NO_MOVEMENT");
            }
        }
    }
}
