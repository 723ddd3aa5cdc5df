package io.fenji.customer.landing;

import io.fenji.customer.file.FileFormat;
import java.sql.Connection;
import java.util.List;

/// What is written down about an import.
public interface Journal {
    /// The file's header is read.
    void recognised(FileFormat format);

    /// The file has landed, in this transaction; after a check, in one of its own.
    void finish(Connection connection, List<String> columns, Outcome outcome);
}
