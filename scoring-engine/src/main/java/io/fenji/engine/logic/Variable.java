package io.fenji.engine.logic;

/// What conditions compare.
public record Variable(Kind kind, String key) {

    /// What it is.
    public enum Kind {
        METRIC,
        ATTRIBUTE,
        /// The tier in another scheme, whose key is the variable's.
        TIER
    }
}
