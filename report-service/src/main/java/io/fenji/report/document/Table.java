package io.fenji.report.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table; the first column heads its rows.
///
/// @param key unique in the report
/// @param behindChart whether a chart shows the same: a page may fold it away
/// @param total a last row that adds up, null for none
public record Table(
        String key,
        String caption,
        @JsonIgnore boolean behindChart,
        List<Column> columns,
        List<List<Cell>> rows,
        @Nullable List<Cell> total)
        implements Block {

    /// A column; its key is stable, its label in the report's language.
    public record Column(String key, String label, ValueType type) {}
}
