package io.fenji.report.mart;

/// A feed that the mart follows.
public enum FeedName {
    METRICS("metrics"),
    TIER_CHANGES("tier-changes");

    private final String key;

    FeedName(String key) {
        this.key = key;
    }

    /// Its key in the tables.
    String key() {
        return key;
    }
}
