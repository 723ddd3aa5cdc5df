package io.fenji.scoring.scheme;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a version has come with its approval.
///
/// @param decidedBy who approved or rejected it; null before
@RegisterForReflection
public record Approval(
        State state,
        String submittedBy,
        Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String comment) {

    /// SUBMITTED → APPROVED or REJECTED; a changed draft has none.
    public enum State {
        SUBMITTED,
        APPROVED,
        REJECTED
    }
}
