package io.fenji.scoring.metric;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// A customer's key in a source system.
@RegisterForReflection
public record ExternalKey(String source, String key) {}
