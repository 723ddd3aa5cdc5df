package io.fenji.customer.file;

import io.fenji.customer.workbook.Workbook;
import io.fenji.kit.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/// A file of rows: CSV, NDJSON or XLSX; plain, in gzip or alone in a zip; recognised by what it holds. Read row by row
/// with flat memory; what makes it unreadable as a whole is a problem.
public final class RowFile {
    /// A row above this is no row but a lost quote or another kind of file.
    public static final int LONGEST_ROW = 1 << 20;

    public static final int MOST_COLUMNS = 1_000;
    /// Of the content, for finding out what it is.
    private static final int SAMPLE = 1 << 18;

    private final ReadingHints hints;
    private final FileLimits limits;
    private final RowHandler handler;

    private final boolean start;

    private RowFile(ReadingHints hints, FileLimits limits, RowHandler handler, boolean start) {
        this.start = start;
        this.hints = hints;
        this.limits = limits;
        this.handler = handler;
    }

    /// Reads the whole file, or as much as the handler wants.
    ///
    /// @param progress gets the bytes of the file read so far
    /// @throws ProblemException when the file cannot be read to its end
    public static void read(
            InputStream file, ReadingHints hints, FileLimits limits, LongConsumer progress, RowHandler handler) {
        read(new RowFile(hints, limits, handler, false), file, progress);
    }

    /// Reads the start of a file, which may be cut off anywhere; a zip or workbook must be whole.
    public static void readStart(InputStream start, ReadingHints hints, FileLimits limits, RowHandler handler) {
        read(new RowFile(hints, limits, handler, true), start, count -> {});
    }

    private static void read(RowFile reader, InputStream file, LongConsumer progress) {
        try (CountingInput in = new CountingInput(file, progress)) {
            reader.read(in);
        } catch (EOFException | ZipException damaged) {
            throw FileFault.damaged(damaged);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(CountingInput file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(file, SAMPLE);
        byte[] magic = peek(in, 8);
        if (Magic.isGzip(magic)) {
            InputStream unpacked = UnpackedLimit.of(GzipInput.open(in, start), limits, file::count);
            unpacked(unpacked, new FileFormat.Packed(FileFormat.Packing.GZIP, null));
        } else if (Magic.isZip(magic)) {
            zip(in);
        } else {
            text(in, new FileFormat.Packed(FileFormat.Packing.NONE, null));
        }
    }

    private void zip(InputStream file) throws IOException {
        try (Spool spool = new Spool(file, limits)) {
            if (Workbook.isOfficeDocument(spool.zip())) {
                workbook(spool, new FileFormat.Packed(FileFormat.Packing.NONE, null));
                return;
            }
            ZipEntry entry = only(spool);
            try (InputStream in = spool.open(entry)) {
                unpacked(in, new FileFormat.Packed(FileFormat.Packing.ZIP, entry.getName()));
            }
        }
    }

    private static ZipEntry only(Spool spool) {
        List<? extends ZipEntry> files = spool.zip().stream()
                .filter(entry -> !entry.isDirectory() && !isDebris(entry.getName()))
                .toList();
        if (files.size() != 1) {
            throw FileFault.archive(
                    "ONE_FILE_EXPECTED",
                    "The archive must hold exactly one file; it has %d: %s"
                            .formatted(
                                    files.size(),
                                    files.stream()
                                            .limit(5)
                                            .map(ZipEntry::getName)
                                            .toList()));
        }
        return files.getFirst();
    }

    /// What packers leave in archives without being asked.
    private static boolean isDebris(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith("__MACOSX/")
                || file.startsWith("._")
                || file.equals(".ds_store")
                || file.equals("thumbs.db")
                || file.equals("desktop.ini");
    }

    private void unpacked(InputStream content, FileFormat.Packed packed) throws IOException {
        PushbackInputStream in = new PushbackInputStream(content, SAMPLE);
        byte[] magic = peek(in, 8);
        if (Magic.isGzip(magic)) {
            throw nested();
        }
        if (!Magic.isZip(magic)) {
            text(in, packed);
            return;
        }
        try (Spool spool = new Spool(in, limits)) {
            if (!Workbook.isOfficeDocument(spool.zip())) {
                throw nested();
            }
            workbook(spool, packed);
        }
    }

    private static ProblemException nested() {
        return FileFault.archive("NESTED_ARCHIVE", "There is an archive in the archive; send the inner one");
    }

    private void workbook(Spool spool, FileFormat.Packed packed) throws IOException {
        Workbook workbook = Workbook.open(spool.zip(), spool::open);
        String sheet = workbook.sheet(hints.sheet());
        WorkbookRows rows = new WorkbookRows(FileFormat.workbook(packed, sheet), handler);
        workbook.read(sheet, MOST_COLUMNS, LONGEST_ROW, rows);
        if (!rows.begun()) {
            throw FileFault.empty();
        }
    }

    private void text(PushbackInputStream in, FileFormat.Packed packed) throws IOException {
        byte[] sample = peek(in, SAMPLE);
        if (sample.length == 0) {
            throw FileFault.empty();
        }
        Magic.refuseOthers(sample);
        TextEncoding encoding = TextEncoding.of(sample, sample.length < SAMPLE, hints.encoding());
        in.skipNBytes(encoding.mark());
        String text = encoding.text(sample);
        String name = encoding.charset().name();
        try (Reader reader = new StrictReader(new BufferedInputStream(in), encoding.charset(), encoding.mark())) {
            if (text.stripLeading().startsWith("{")) {
                NdjsonRows.read(reader, hints, FileFormat.ndjson(packed, name), handler);
            } else {
                CsvDialect dialect = CsvDialect.of(text, hints);
                CsvRows.read(reader, dialect, FileFormat.csv(packed, name, dialect), handler);
            }
        }
    }

    private static byte[] peek(PushbackInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        in.unread(bytes);
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, bytes.length);
    }
}
