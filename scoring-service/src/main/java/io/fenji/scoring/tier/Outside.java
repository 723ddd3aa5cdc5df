package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Standing;

/// Why a customer has no tier, as stored and as clients see it.
public final class Outside {
    private Outside() {}

    public static String of(Standing.Reason reason) {
        return switch (reason) {
            case OUTSIDE_POPULATION -> "population";
            case EXCLUDED -> "excluded";
            case INELIGIBLE -> "ineligible";
            case NO_RULE_HIT -> "noRule";
        };
    }
}
