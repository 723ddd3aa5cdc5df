package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The encoding of a text file, found in its first bytes. Only a guess: the whole file is decoded strictly by it, and
/// where the bytes suit two encodings nothing is guessed at all.
///
/// @param mark the length of the byte order mark
record TextEncoding(Charset charset, int mark) {
    static final String ADVICE =
            "Save it as 'CSV UTF-8', or name its encoding in the mapping (UTF-8, UTF-16LE, UTF-16BE, GB18030, windows-1252).";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /// Of the non-ASCII characters, how many must look like the encoding's.
    private static final double SURE = 0.9;
    private static final double COMMON = 0.6;

    /// Finds the encoding.
    ///
    /// @param complete whether the sample is the whole file
    /// @param fixed by the mapping, whatever the bytes look like
    static TextEncoding of(byte[] sample, boolean complete, @Nullable String fixed) {
        TextEncoding marked = marked(sample);
        if (fixed != null) {
            Charset charset = Charset.forName(fixed);
            return marked.mark > 0 && marked.charset.equals(charset) ? marked : new TextEncoding(charset, 0);
        }
        if (marked.mark > 0) {
            return marked;
        }
        Charset wide = wide(sample);
        if (wide != null) {
            return new TextEncoding(wide, 0);
        }
        // Damaged UTF-8 is still UTF-8: read as anything else it would give names.
        if (decodes(StandardCharsets.UTF_8, sample, complete) || isMostlyUtf8(sample)) {
            return new TextEncoding(StandardCharsets.UTF_8, 0);
        }
        return new TextEncoding(local(sample, complete), 0);
    }

    private static TextEncoding marked(byte[] sample) {
        if (startsWith(sample, 0xef, 0xbb, 0xbf)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(sample, 0xff, 0xfe)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(sample, 0xfe, 0xff)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return startsWith(sample, 0x84, 0x31, 0x95, 0x33)
                ? new TextEncoding(GB18030, 4)
                : new TextEncoding(StandardCharsets.UTF_8, 0);
    }

    /// Delimiters, digits and line ends of UTF-16 have a zero beside them, always on one side.
    private static @Nullable Charset wide(byte[] sample) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        boolean many = even + odd > Math.max(1, sample.length / 40);
        return many && even == 0 ? StandardCharsets.UTF_16LE : many && odd == 0 ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isMostlyUtf8(byte[] sample) {
        int whole = 0;
        int broken = 0;
        for (int i = 0; i < sample.length; i++) {
            int lead = sample[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
            int found = 0;
            while (lead >= 0xc2 && found < more && i + 1 < sample.length && (sample[i + 1] & 0xc0) == 0x80) {
                found++;
                i++;
            }
            if (found > 0 && found == more) {
                whole++;
            } else {
                broken++;
            }
        }
        return whole > 5 * broken;
    }

    /// Chinese characters are pairs of high bytes, most of them of the 3,755 common ones; accented letters are single
    /// high bytes between ASCII letters, their pairs (öß) no common ones.
    private static Charset local(byte[] sample, boolean complete) {
        int pairs = 0;
        int common = 0;
        int singles = 0;
        for (int i = 0; i < sample.length; i++) {
            int lead = sample[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int trail = i + 1 < sample.length ? sample[i + 1] & 0xff : 0;
            if (trail >= 0xa1 && trail <= 0xfe && lead >= 0xa1 && lead <= 0xf7) {
                pairs++;
                common += (lead >= 0xb0 && lead <= 0xd7) || lead <= 0xa3 ? 1 : 0;
                i++;
            } else if (trail < 0x80) {
                singles++;
            }
        }
        int all = pairs + singles;
        if (pairs > SURE * all && common > COMMON * pairs && decodes(GB18030, sample, complete)) {
            return GB18030;
        }
        if (singles > COMMON * all && common < (1 - SURE) * all && decodes(WINDOWS_1252, sample, complete)) {
            return WINDOWS_1252;
        }
        throw ProblemException.at(
                CustomerProblem.ENCODING,
                "file",
                "ENCODING",
                "The file is not UTF-8, and its first bytes do not tell what else it is. " + ADVICE);
    }

    private static boolean decodes(Charset charset, byte[] sample, boolean complete) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !decoder.decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length + 1), complete)
                .isError();
    }

    /// The sample as text; the character that its end cuts off is left out.
    String text(byte[] sample) {
        CharBuffer text = CharBuffer.allocate(sample.length + 1);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        decoder.decode(ByteBuffer.wrap(sample, mark, sample.length - mark), text, false);
        return text.flip().toString();
    }

    private static boolean startsWith(byte[] sample, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= sample.length || (sample[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
