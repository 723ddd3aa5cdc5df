package io.fenji.customer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/// The rows of a CSV file.
final class CsvRows {
    private CsvRows() {}

    static void read(Reader text, CsvDialect dialect, FileFormat format, RowHandler handler) throws IOException {
        for (int left = dialect.skipped(); left > 0; left--) {
            text.read();
        }
        int linesBefore = dialect.skipped() > 0 ? 1 : 0;
        try (CsvReader<Row> reader = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * RowFile.LONGEST_ROW)
                .build(new CsvFields(linesBefore), text)) {
            boolean first = true;
            for (Row row : reader) {
                if (first) {
                    handler.begin(format, row.values());
                    first = false;
                } else if (!handler.row(row)) {
                    return;
                }
            }
            if (first) {
                throw FileFault.empty();
            }
        } catch (CsvParseException | UncheckedIOException failure) {
            throw translated(failure);
        }
    }

    private static RuntimeException translated(RuntimeException failure) {
        RuntimeException within = FileFault.within(failure);
        if (within != null) {
            return within;
        }
        String message = String.valueOf(failure.getMessage());
        Throwable root = failure.getCause();
        String detail = root == null || root.getMessage() == null ? message : message + ": " + root.getMessage();
        if (detail.contains("maximum")) {
            return CsvFields.tooLarge(detail);
        }
        return new ProblemException(CustomerProblem.MALFORMED_CSV, detail);
    }
}
