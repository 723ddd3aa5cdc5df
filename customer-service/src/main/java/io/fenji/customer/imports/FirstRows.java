package io.fenji.customer.imports;

import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.FileLimits;
import io.fenji.customer.file.ReadingHints;
import io.fenji.customer.file.Row;
import io.fenji.customer.file.RowFile;
import io.fenji.customer.file.RowHandler;
import io.fenji.kit.problem.ProblemException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first rows of a file that may be cut off anywhere.
final class FirstRows implements RowHandler {
    private final int most;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable FileFormat format;
    private List<String> header = List.of();

    private FirstRows(int most) {
        this.most = most;
    }

    static FirstRows of(InputStream file, ReadingHints hints, FileLimits limits, int most) {
        FirstRows first = new FirstRows(most);
        try {
            RowFile.readStart(file, hints, limits, first);
        } catch (ProblemException cutOff) {
            // What comes after the first rows is no matter of a preview.
            if (first.rows.isEmpty()) {
                throw cutOff;
            }
        }
        return first;
    }

    @Override
    public void begin(FileFormat recognised, List<String> names) {
        format = recognised;
        header = names;
    }

    @Override
    public boolean row(Row row) {
        rows.add(row);
        return rows.size() < most;
    }

    FileFormat format() {
        if (format == null) {
            throw new IllegalStateException("The file was not read");
        }
        return format;
    }

    List<String> header() {
        return header;
    }

    List<Row> rows() {
        return rows;
    }
}
