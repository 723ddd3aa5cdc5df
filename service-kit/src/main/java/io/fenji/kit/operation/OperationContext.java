package io.fenji.kit.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a handler knows of its operation, and how it reports.
public interface OperationContext {
    UUID id();

    JsonNode request();

    /// Cheap: written to the database at most five times a second.
    ///
    /// @throws CancelledException when the operation was cancelled; let it pass
    void progress(String phase, long done, @Nullable Long total);
}
