package io.fenji.scoring.scheme;

/// A version of a scheme.
public record VersionId(String scheme, int version) {}
