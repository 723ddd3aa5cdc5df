package io.fenji.engine.warning;

/// How much a warning matters.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    /// High when the sign is urgent and the customer valuable, medium when one of the two holds, else
    /// low.
    public static Severity of(boolean urgent, boolean valuable) {
        if (urgent && valuable) {
            return HIGH;
        }
        return urgent || valuable ? MEDIUM : LOW;
    }
}
