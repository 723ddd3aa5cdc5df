package io.fenji.report.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as a flat table, for CSV.
public interface Rows {
    /// Names of the columns.
    List<String> columns();

    /// Cells in the order of the columns; null where there is nothing to show.
    List<List<@Nullable Object>> rows();
}
