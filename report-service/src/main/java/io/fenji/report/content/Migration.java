package io.fenji.report.content;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Movement between an earlier run and now. Not available while the scheme has had one run only.
///
/// @param incomparable moved from or to a tier that the scheme in force does not have: neither up nor down
public record Migration(
        boolean available,
        @Nullable RunReference from,
        @Nullable RunReference to,
        List<MigrationCell> cells,
        long rose,
        long fell,
        long entered,
        long left,
        long unchanged,
        long incomparable,
        List<Mover> risers,
        List<Mover> fallers) {

    public static Migration unavailable(@Nullable RunReference only) {
        return new Migration(false, null, only, List.of(), 0, 0, 0, 0, 0, 0, List.of(), List.of());
    }

    /// A tier that is absent means "in no tier".
    public record MigrationCell(
            @Nullable String from, @Nullable String to, long customers) {}

    public record Mover(
            UUID customerId,
            String label,
            @Nullable String key,
            String from,
            String fromName,
            String to,
            String toName,
            Money spend) {}
}
