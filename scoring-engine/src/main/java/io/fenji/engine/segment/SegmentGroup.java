package io.fenji.engine.segment;

/// What the segments of a set tell customers apart by.
public enum SegmentGroup {
    RFM,
    GEOGRAPHIC,
    BEHAVIOURAL,
    VALUE,
    PREFERENCE,
    CUSTOM
}
