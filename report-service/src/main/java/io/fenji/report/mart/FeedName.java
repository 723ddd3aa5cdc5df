package io.fenji.report.mart;

/// A feed that the mart follows.
public enum FeedName {
    METRICS("metrics"),
    TIER_CHANGES("tier-changes"),
    FACTS("facts");

    private final String key;

    FeedName(String key) {
        this.key = key;
    }

    /// Its key in the tables.
    public String key() {
        return key;
    }
}
