package io.fenji.customer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fenji.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {
    private static String read(byte[] bytes, int step) throws IOException {
        return read(bytes, step, StandardCharsets.UTF_8);
    }

    private static String read(byte[] bytes, int step, Charset charset) throws IOException {
        InputStream dripping = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, step));
            }
        };
        StringWriter text = new StringWriter();
        try (Reader reader = new StrictReader(dripping, charset, 0)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    @Test
    void readsCharactersOfEveryLengthHoweverTheBytesCome() throws IOException {
        String text = "aé中😀\n".repeat(30_000);
        for (int step : new int[] {1, 3, 7, 70_000}) {
            assertThat(read(text.getBytes(StandardCharsets.UTF_8), step)).isEqualTo(text);
        }
        assertThat(read(new byte[0], 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "GB18030"})
    void readsOtherEncodings(String charset) throws IOException {
        String text = "aé中😀𠮷\n".repeat(30_000);
        for (int step : new int[] {1, 7, 70_000}) {
            assertThat(read(text.getBytes(Charset.forName(charset)), step, Charset.forName(charset)))
                    .isEqualTo(text);
        }
    }

    @Test
    void splitsACharacterOfTwoWhereThereIsPlaceForOne() throws IOException {
        try (Reader reader = new StrictReader(
                new ByteArrayInputStream("😀x".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, 0)) {
            assertThat(new char[] {(char) reader.read(), (char) reader.read(), (char) reader.read()})
                    .containsExactly('\ud83d', '\ude00', 'x');
            assertThat(reader.read()).isEqualTo(-1);
        }
    }

    @Test
    void namesByteAndLineOfTheFirstFault() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("one\ntwo中\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        int offset = bytes.size() + 2;
        bytes.write(new byte[] {'a', 'b', (byte) 0xd6, 'c'});

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(bytes.toByteArray(), 1_000))
                .withMessageContaining("byte %d (line 40001)".formatted(offset));
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsAFault() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(new byte[] {'a', (byte) 0xe4, (byte) 0xb8}, 10))
                .withMessageContaining("byte 1 (line 1)");
    }
}
