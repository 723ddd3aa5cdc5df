package io.fenji.customer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.operation.CancelledException;
import io.fenji.kit.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// A CSV file, plain or gzip, row by row. Whatever makes it unreadable as a whole is a problem.
public final class CsvFile {
    /// A row above this is no row but a lost quote or another kind of file.
    static final int MAX_ROW_CHARS = 1 << 20;
    private static final int MAX_COLUMNS = 1_000;

    private CsvFile() {}

    /// Reads the whole file, row by row.
    ///
    /// @param header gets the first row
    /// @param rows gets every other one that is not empty
    /// @param progress gets the bytes of the file read so far
    /// @throws ProblemException when the file cannot be read to its end
    public static void read(
            InputStream file,
            char separator,
            long maxUnpackedBytes,
            LongConsumer progress,
            Consumer<List<String>> header,
            Consumer<CsvRecord> rows) {
        try (InputStream in = unpacked(new CountingInput(file, progress), maxUnpackedBytes);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(2 * MAX_ROW_CHARS)
                        .build(
                                CsvRecordHandler.builder()
                                        .maxFields(MAX_COLUMNS)
                                        .maxFieldSize(MAX_ROW_CHARS)
                                        .maxRecordSize(MAX_ROW_CHARS)
                                        .build(),
                                new Utf8Reader(in))) {
            boolean first = true;
            for (CsvRecord row : reader) {
                if (first) {
                    header.accept(row.getFields());
                    first = false;
                } else {
                    rows.accept(row);
                }
            }
            if (first) {
                throw new ProblemException(CustomerProblem.EMPTY_FILE, "The file has no header row and no rows");
            }
        } catch (CsvParseException | UncheckedIOException failure) {
            throw translated(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream unpacked(InputStream file, long maxBytes) throws IOException {
        PushbackInputStream in = new PushbackInputStream(file, 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        if (!gzip) {
            return new BufferedInputStream(in);
        }
        return new CountingInput(GzipInput.open(in), count -> {
            if (count > maxBytes) {
                throw new ProblemException(
                        CustomerProblem.FILE_TOO_LARGE,
                        "The file unpacks to more than the %d bytes that are allowed".formatted(maxBytes));
            }
        });
    }

    /// FastCSV wraps what its reader throws, sometimes twice.
    private static RuntimeException translated(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof CancelledException cancelled) {
                return cancelled;
            }
        }
        String message = String.valueOf(failure.getMessage());
        Throwable root = failure.getCause();
        String detail = root == null || root.getMessage() == null ? message : message + ": " + root.getMessage();
        if (detail.contains("maximum")) {
            return ProblemException.at(
                    CustomerProblem.ROW_TOO_LARGE,
                    "row",
                    "ROW_TOO_LARGE",
                    "A row may have %d columns and %d characters. %s (A quote that is never closed makes such rows.)"
                            .formatted(MAX_COLUMNS, MAX_ROW_CHARS, detail));
        }
        return new ProblemException(CustomerProblem.MALFORMED_CSV, detail);
    }
}
