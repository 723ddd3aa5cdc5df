package io.fenji.engine.condition;

/// Outcome of a condition in Kleene's three-valued logic.
public enum Truth {
    FALSE,
    /// A metric or attribute that decides it is absent.
    UNKNOWN,
    TRUE;

    /// The opposite; unknown stays unknown.
    public Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
