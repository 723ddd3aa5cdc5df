package io.fenji.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingDefaultsTest {
    @TempDir
    private Path directory;

    @Test
    void recognisesACompressedFileByItsHeader() throws IOException {
        Path file = directory.resolve("orders.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("InvoiceNo,StockCode,Description\n".getBytes(StandardCharsets.UTF_8));
        }
        MappingDefaults defaults = MappingDefaults.recognise(file);
        assertThat(defaults.mapping()).isEqualTo("uci-online-retail");
        assertThat(defaults.currency()).isEqualTo("GBP");
        assertThat(defaults.businessDate()).isEqualTo(LocalDate.of(2011, 12, 10));
    }

    @Test
    void recognisesAPlainFileWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(directory.resolve("orders.csv"), "\uFEFForder_key,line_no,customer_key,x\n");
        assertThat(MappingDefaults.recognise(file).mapping()).isEqualTo("fenji-orders");
    }

    @Test
    void asksForTheMappingOfUnknownColumns() throws IOException {
        Path file = Files.writeString(directory.resolve("orders.csv"), "a,b,c\n");
        assertThatThrownBy(() -> MappingDefaults.recognise(file)).hasMessageContaining("--mapping");
    }

    @Test
    void asksForTheMappingOfAnEmptyFile() throws IOException {
        Path file = Files.createFile(directory.resolve("orders.csv"));
        assertThatThrownBy(() -> MappingDefaults.recognise(file)).hasMessageContaining("--mapping");
    }
}
