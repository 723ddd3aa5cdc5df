package io.fenji.customer.merge;

/// How customers are ranked for a field; the first that has a value gives it. Among equals the survivor
/// comes first, then the one that changed last.
public enum Rule {
    /// The survivor, then the one that changed last.
    SURVIVOR,
    /// The one that changed last.
    MOST_RECENT,
    /// The one with the most fields that have a value.
    MOST_COMPLETE,
    /// The one with the longest text here.
    LONGEST,
    /// The one with a key of the source that stands first in the list.
    SOURCE_ORDER
}
