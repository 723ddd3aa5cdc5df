package io.fenji.report.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures to be seen first.
public record KeyFigures(List<Figure> figures) implements Block {

    /// A figure; one without a value could not be computed.
    public record Figure(
            String label,
            ValueType type,
            @Nullable Object value,
            @Nullable String detail) {}
}
