package io.fenji.report.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sentences, one under the other.
///
/// @param title null where the section's is enough
public record Points(Role role, @Nullable String title, List<String> items) implements Block {
    public enum Role {
        FINDINGS,
        /// What a reader must know before trusting the figures.
        NOTICE
    }
}
