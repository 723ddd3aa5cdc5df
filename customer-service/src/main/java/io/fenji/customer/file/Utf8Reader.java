package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes UTF-8 (with or without byte order mark) and ends with a problem that names byte and line of the first
/// sequence
/// that is none: guessing would store names nobody wrote.
final class Utf8Reader extends Reader {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private long bytesBefore;
    private long line = 1;
    private boolean started;
    private boolean ended;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (!ended && bytes.remaining() < 4) {
                fill();
            }
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                count(target, offset, chars.position());
                throw malformed();
            }
            if (ended && !bytes.hasRemaining() && chars.position() == 0) {
                return -1;
            }
        }
        count(target, offset, chars.position());
        return chars.position();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytesBefore += bytes.position();
        bytes.compact();
        while (bytes.position() < 4 && !ended) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0));
        }
        bytes.flip();
        if (!started) {
            started = true;
            if (startsWith(0xef, 0xbb, 0xbf)) {
                bytes.position(3);
            }
        }
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.limit() || (bytes.get(i) & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private void count(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
    }

    private ProblemException malformed() {
        long offset = bytesBefore + bytes.position();
        boolean utf16 = offset == 0 && (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff));
        String hint = utf16
                ? "It looks like UTF-16."
                : "Files from a Chinese Excel are often GB18030, Western ones Windows-1252.";
        return ProblemException.at(
                CustomerProblem.ENCODING,
                "line " + line,
                "ENCODING",
                "The file is not UTF-8: byte %d (line %d) begins no character. %s Save it as 'CSV UTF-8' and send it again."
                        .formatted(offset, line, hint));
    }
}
