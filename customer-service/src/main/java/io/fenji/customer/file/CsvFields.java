package io.fenji.customer.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes rows of the fields of a CSV file. A field that reads as the one above it is the same string: files repeat
/// themselves, and who looks at a field again sees that at a glance.
final class CsvFields extends AbstractBaseCsvCallbackHandler<Row> {
    private final int linesBefore;
    private String[] above = {};
    private String[] fields = new String[16];
    private int count;
    private int size;

    CsvFields(int linesBefore) {
        this.linesBefore = linesBefore;
    }

    @Override
    protected void handleBegin(long line) {
        count = 0;
        size = 0;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        size += length;
        if (index >= RowFile.MOST_COLUMNS || size > RowFile.LONGEST_ROW) {
            throw tooLarge("The one that begins in line %d has more.".formatted(linesBefore + getStartingLineNumber()));
        }
        if (index == fields.length) {
            fields = Arrays.copyOf(fields, 2 * index);
        }
        @Nullable String before = index < above.length ? above[index] : null;
        fields[index] =
                before != null && same(before, text, offset, length) ? before : new String(text, offset, length);
        count = index + 1;
    }

    @Override
    protected Row buildRecord() {
        String[] row = Arrays.copyOf(fields, count);
        above = row;
        return new Row(linesBefore + getStartingLineNumber(), Arrays.asList(row));
    }

    static RuntimeException tooLarge(String detail) {
        return FileFault.rowTooLarge(
                "A row may have %d columns and %d characters. %s (A quote that is never closed makes such rows.)"
                        .formatted(RowFile.MOST_COLUMNS, RowFile.LONGEST_ROW, detail));
    }

    /// From the end: keys that differ do so there.
    private static boolean same(String before, char[] text, int offset, int length) {
        if (before.length() != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (before.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
