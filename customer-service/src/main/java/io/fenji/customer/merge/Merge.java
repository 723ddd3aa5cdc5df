package io.fenji.customer.merge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A merge as its caller sees it.
@RegisterForReflection
public record Merge(
        UUID id,
        State state,
        UUID survivor,
        List<UUID> merged,
        List<FieldDecision> fields,
        Moved moved,
        Instant createdAt,
        @Nullable Instant undoneAt) {
    /// Whether it holds.
    public enum State {
        MERGED,
        UNDONE
    }

    /// How many rows became the survivor's.
    @RegisterForReflection
    public record Moved(long keys, long orders, long interactions, long feedback, long contactPoints) {}

    /// What is stored of it as one document.
    @RegisterForReflection
    record Outcome(List<FieldDecision> fields, Moved moved) {}
}
