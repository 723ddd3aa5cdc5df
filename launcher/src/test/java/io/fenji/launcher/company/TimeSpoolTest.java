package io.fenji.launcher.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSpoolTest {
    private static final long FIRST_DAY = 20_000;
    private static final int DAYS = 7;

    @TempDir
    private Path directory;

    @Test
    void sortsRowsOfManyBlocksByTimeThenCustomer() throws IOException {
        Random random = new Random(7);
        Path file = directory.resolve("spool");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rows;
        try (TimeSpool spool = new TimeSpool(file, FIRST_DAY, DAYS)) {
            for (int i = 0; i < 50_000; i++) {
                long second = FIRST_DAY * 86_400 + random.nextInt(DAYS * 86_400);
                spool.row().padded(second, 12).comma().padded(i, 6).newLine();
                spool.add(second, i, 0);
            }
            rows = spool.drainTo(out);
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(rows).isEqualTo(50_000);
        assertThat(lines).hasSize(50_000).isSorted();
        assertThat(file).doesNotExist();
    }
}
