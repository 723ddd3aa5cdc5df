package io.fenji.customer.file;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Lines of limited length.
final class LineReader {
    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[1 << 14];
    private int position;
    private int filled;

    LineReader(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /// The next line without its end, or null after the last.
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (fill()) {
            any = true;
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            line.append(buffer, start, position - start);
            if (line.length() > longest) {
                throw FileFault.rowTooLarge("A line has more than %d characters".formatted(longest));
            }
            if (position < filled) {
                position++;
                break;
            }
        }
        return any ? line.toString() : null;
    }

    private boolean fill() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(text.read(buffer, 0, buffer.length), 0);
        }
        return filled > 0;
    }
}
