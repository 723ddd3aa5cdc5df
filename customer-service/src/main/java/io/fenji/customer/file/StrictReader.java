package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Decodes a whole file strictly and ends with a problem that names byte and line of the first sequence that is no
/// character: going on would store names nobody wrote.
final class StrictReader extends Reader {
    private static final int BUFFER = 1 << 16;
    /// No character of any encoding here is longer.
    private static final int LONGEST_CHARACTER = 4;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private long bytesBefore;
    private long line = 1;
    private boolean ended;
    private char otherHalf;

    /// A reader.
    ///
    /// @param in after its byte order mark
    /// @param bytesBefore the length of that mark
    StrictReader(InputStream in, Charset charset, int bytesBefore) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.bytesBefore = bytesBefore;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (otherHalf != 0) {
            target[offset] = otherHalf;
            otherHalf = 0;
            return 1;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (!ended && bytes.remaining() < LONGEST_CHARACTER) {
                fill();
            }
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                count(target, offset, chars.position());
                throw malformed();
            }
            if (result.isOverflow() && chars.position() == 0) {
                target[offset] = half();
                return 1;
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

    /// A character of two chars where there is place for one: the other waits for the next call.
    private char half() {
        CharBuffer pair = CharBuffer.allocate(2);
        decoder.decode(bytes, pair, ended);
        otherHalf = pair.get(1);
        return pair.get(0);
    }

    private void fill() throws IOException {
        bytesBefore += bytes.position();
        bytes.compact();
        while (bytes.position() < LONGEST_CHARACTER && !ended) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0));
        }
        bytes.flip();
    }

    private void count(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
    }

    private ProblemException malformed() {
        return ProblemException.at(
                CustomerProblem.ENCODING,
                "line " + line,
                "ENCODING",
                "The file is not %s: byte %d (line %d) begins no character. %s"
                        .formatted(charset.name(), bytesBefore + bytes.position(), line, TextEncoding.ADVICE));
    }
}
