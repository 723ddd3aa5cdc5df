package io.fenji.customer.file;

import java.util.List;

/// Gets what a file holds.
public interface RowHandler {
    /// Called once, before all rows.
    void begin(FileFormat format, List<String> header);

    /// Gets a row that is not empty.
    ///
    /// @return whether to go on
    boolean row(Row row);
}
