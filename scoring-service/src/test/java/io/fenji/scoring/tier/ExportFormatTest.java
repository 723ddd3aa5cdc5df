package io.fenji.scoring.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fenji.engine.number.Fixed;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What exports write by themselves, against those who write it everywhere else.
class ExportFormatTest {
    private static final long SEED = 97;
    private static final String CHARACTERS = "ab ,;\"\\'\r\n\t\b\f\u0001#=+-@/{}钻石é\u2028\uFF1D";

    @Test
    void textsAreThoseOfJacksonAndFastCsv() throws Exception {
        Random random = new Random(SEED);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 5_000; i++) {
            String text = text(random);
            String json = new String(ExportFormat.NDJSON.text(text), StandardCharsets.UTF_8);
            assertThat('"' + json + '"').as("seed %d", SEED).isEqualTo(mapper.writeValueAsString(text));
            StringWriter csv = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder().build(csv)) {
                writer.writeRecord("first", CsvCells.neutral(text));
            }
            assertThat("first," + CsvCells.cell(text) + "\r\n")
                    .as("seed %d", SEED)
                    .isEqualTo(csv.toString());
        }
    }

    @Test
    void numbersAndIdsAreThoseOfTheirClasses() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            long scaled = random.nextLong(1 + (long) Math.pow(10, 1 + i % 18));
            long rounded = scaled - scaled % (long) Math.pow(10, i % 6);
            assertThat(written(buffer -> buffer.decimal(rounded)))
                    .isEqualTo(Fixed.toDecimal(rounded).toPlainString());
            UUID id = new UUID(random.nextLong(), random.nextLong());
            assertThat(written(buffer -> buffer.id(id.getMostSignificantBits(), id.getLeastSignificantBits())))
                    .isEqualTo(id.toString());
        }
    }

    private interface Writing {
        void write(ExportBuffer buffer);
    }

    private static String written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportBuffer buffer = new ExportBuffer(out);
        writing.write(buffer);
        buffer.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        // FastCSV tells an empty text from an absent one; in exports neither is quoted.
        return text.isEmpty() ? "x" : text.toString();
    }
}
