package io.fenji.customer.landing;

import io.fenji.customer.file.FileFormat;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// What is written down about an import.
public interface Journal {
    /// The file's header is read.
    void recognised(FileFormat format);

    /// What came of the file, when it has landed already: whoever stood still for long may have been overtaken.
    Optional<Outcome> landed(Connection connection);

    /// The file has landed, in this transaction; after a check, in one of its own.
    void finish(Connection connection, List<String> columns, Outcome outcome);
}
