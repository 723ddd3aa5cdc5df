package io.fenji.report.mart;

import java.sql.Connection;
import java.util.List;

/// Writes the items of a feed into its tables.
interface PageWriter<T> {
    /// Set-based; the newest state wins, items seen before change nothing.
    void write(Connection connection, List<T> items, int generation);

    /// Removes what the copy of this generation did not mention.
    void removeOlder(Connection connection, int generation);
}
