package io.fenji.engine.logic;

/// How a condition is to come out.
public enum Outcome {
    TRUE,
    FALSE,
    NOT_TRUE,
    NOT_FALSE;

    /// What the condition within a `not` must come out as.
    Outcome opposite() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case NOT_TRUE -> NOT_FALSE;
            case NOT_FALSE -> NOT_TRUE;
        };
    }
}
