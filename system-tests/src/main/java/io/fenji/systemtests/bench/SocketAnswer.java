package io.fenji.systemtests.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An HTTP/1.1 answer, read with no more than it takes to find its end, so that a load costs little beside the server.
final class SocketAnswer {
    private SocketAnswer() {}

    /// Reads an answer to its end.
    ///
    /// @param status that it must have
    /// @throws IOException when it has another, with the body
    static void read(InputStream in, int status) throws IOException {
        String first = line(in);
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without Content-Length");
        }
        if (first.contains(" " + status)) {
            in.skipNBytes(length);
        } else {
            throw new IOException(
                    "answered %s %s".formatted(first, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
