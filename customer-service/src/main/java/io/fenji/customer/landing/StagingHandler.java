package io.fenji.customer.landing;

import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.Row;
import io.fenji.customer.file.RowHandler;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Stages rows as they are read.
final class StagingHandler implements RowHandler, AutoCloseable {
    private static final int ROWS_PER_BEAT = 1_000;

    private final BiFunction<FileFormat, List<String>, Staging> open;
    private final Runnable beat;
    private @Nullable Staging staging;
    private @Nullable FileFormat format;
    private List<String> columns = List.of();
    private int rows;

    /// A handler.
    ///
    /// @param open gets format and header
    /// @param beat called now and then: a workbook is read after its last byte has come
    StagingHandler(BiFunction<FileFormat, List<String>, Staging> open, Runnable beat) {
        this.open = open;
        this.beat = beat;
    }

    @Override
    public void begin(FileFormat recognised, List<String> header) {
        format = recognised;
        columns = header;
        staging = open.apply(recognised, header);
    }

    @Override
    public boolean row(Row row) {
        staging().add(row);
        if (++rows % ROWS_PER_BEAT == 0) {
            beat.run();
        }
        return true;
    }

    Staging staging() {
        if (staging == null) {
            throw new IllegalStateException("Rows before the header");
        }
        return staging;
    }

    List<String> columns() {
        return columns;
    }

    FileFormat format() {
        if (format == null) {
            throw new IllegalStateException("The file was not read");
        }
        return format;
    }

    @Override
    public void close() {
        if (staging != null) {
            staging.cancel();
        }
    }
}
