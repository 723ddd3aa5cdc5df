package io.fenji.scoring.scheme;

/// DRAFT → ACTIVE → RETIRED; only a draft changes.
enum VersionState {
    DRAFT,
    ACTIVE,
    RETIRED
}
