package io.fenji.scoring.metric;

/// A customer's key in a source system.
record ExternalKey(String source, String key) {}
