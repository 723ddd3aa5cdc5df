package io.fenji.customer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.operation.CancelledException;
import io.fenji.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {
    private static final byte[] FIRST = gzip("a,b\n1,2\n");
    private static final byte[] SECOND = gzip("3,4\n");

    @Test
    void readsAllMembersOfAGzipFile() {
        assertThat(rows(join(FIRST, SECOND), count -> {})).containsExactly("1|2", "3|4");
    }

    @Test
    void refusesAGzipFileWhoseSecondMemberIsDamaged() {
        byte[] brokenHeader = SECOND.clone();
        brokenHeader[0] = 0;

        assertCorrupt(join(FIRST, brokenHeader));
        assertCorrupt(join(FIRST, Arrays.copyOf(SECOND, 6)));
        assertCorrupt(join(FIRST, Arrays.copyOf(SECOND, SECOND.length - 3)));
        assertCorrupt(join(FIRST, "garbage".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void isCancelledWhileItReads() {
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> rows(FIRST, count -> {
                    throw new CancelledException("Cancelled");
                }));
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> rows("a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII), count -> {
                    throw new CancelledException("Cancelled");
                }));
    }

    private static void assertCorrupt(byte[] file) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> rows(file, count -> {}))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(CustomerProblem.CORRUPT_FILE));
    }

    private static List<String> rows(byte[] file, LongConsumer progress) {
        List<String> rows = new ArrayList<>();
        RowFile.read(new ByteArrayInputStream(file), ReadingHints.NONE, new TestLimits(), progress, new RowHandler() {
            @Override
            public void begin(FileFormat format, List<String> header) {
                assertThat(header).containsExactly("a", "b");
            }

            @Override
            public boolean row(Row row) {
                rows.add(String.join("|", row.values()));
                return true;
            }
        });
        return rows;
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
