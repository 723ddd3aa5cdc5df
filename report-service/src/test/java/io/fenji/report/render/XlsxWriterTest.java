package io.fenji.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.report.document.Cell;
import io.fenji.report.document.Document;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.RowTable;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class XlsxWriterTest {
    @Test
    void goesOnOnAnotherSheetWhenOneIsFull() throws IOException {
        RowTable table = new RowTable("Customers", List.of(new Column("n", "N", ValueType.COUNT)), consumer -> {
            for (long i = 0; i < 25; i++) {
                consumer.accept(List.of(Cell.of(i)));
            }
        });
        Document document =
                new Document("Title", "Subject", "en", "CNY", List.of(), new KeyFigures(List.of()), List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxWriter.write(document, table, ZoneOffset.UTC, out, 10);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> names = new ArrayList<>();
            List<Long> found = new ArrayList<>();
            for (Sheet sheet : workbook.getSheets().toList()) {
                names.add(sheet.getName());
                sheet.read().stream()
                        .skip(1)
                        .forEach(row -> found.add(row.getCell(0).asNumber().longValue()));
                assertThat(sheet.read().size()).isLessThanOrEqualTo(11);
            }
            assertThat(names).containsExactly("Customers", "Customers 2", "Customers 3");
            assertThat(found).hasSize(25).isSorted().doesNotHaveDuplicates();
        }
    }
}
