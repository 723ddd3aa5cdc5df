package io.fenji.customer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {
    private static final FileLimits LIMITS = new TestLimits();
    private static final String CSV = "键,名称,金额\nA1,王芳,12.50\nA2,\"李,雷\",3\n";

    /// What a file was read as.
    private static final class Found implements RowHandler {
        private FileFormat format;
        private List<String> header;
        private final List<Row> rows = new ArrayList<>();

        @Override
        public void begin(FileFormat recognised, List<String> names) {
            format = recognised;
            header = names;
        }

        @Override
        public boolean row(Row row) {
            rows.add(new Row(row.line(), List.copyOf(row.values())));
            return true;
        }

        List<List<String>> values() {
            return rows.stream().map(Row::values).toList();
        }
    }

    private static Found read(byte[] file, ReadingHints hints) {
        Found found = new Found();
        RowFile.read(new ByteArrayInputStream(file), hints, LIMITS, count -> {}, found);
        return found;
    }

    private static Found read(byte[] file) {
        return read(file, ReadingHints.NONE);
    }

    private static Found read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    /// Code of the problem, and of its place where it has one.
    private static String problem(byte[] file) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(file));
        assertThat(problem).as("must be refused").isNotNull();
        return Stream.concat(
                        Stream.of(problem.toProblem(null).code()),
                        problem.errors().stream().map(FieldError::code).distinct())
                .distinct()
                .reduce((one, other) -> one + "/" + other)
                .orElseThrow();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("客户");
            List<String> header = List.of("键", "名称", "金额", "日期", "时间", "备注");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            sheet.value(1, 0, "A1");
            sheet.value(1, 1, "王芳 <&>");
            sheet.value(1, 2, 0.1 + 0.2);
            sheet.value(1, 3, LocalDate.of(2026, 6, 30));
            sheet.style(1, 3).format("yyyy\"年\"m\"月\"d\"日\"").set();
            sheet.value(1, 4, LocalDateTime.of(2026, 6, 30, 8, 30, 1));
            sheet.style(1, 4).format("yyyy/m/d h:mm").set();
            sheet.value(1, 5, true);
            sheet.value(3, 0, "A2");
            sheet.value(3, 2, 1234567890123L);
            Worksheet other = workbook.newWorksheet("说明");
            other.value(0, 0, "列");
            other.value(1, 0, "x");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /// A small workbook of raw parts, some replaced.
    private static byte[] rawWorkbook(Map<String, String> replaced) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", utf8("<Types/>"));
        parts.put(
                "_rels/.rels", utf8("<Relationships><Relationship Id='r' Target='xl/workbook.xml'/></Relationships>"));
        parts.put(
                "xl/workbook.xml", utf8("<workbook><sheets><sheet name='s' sheetId='1' id='r1'/></sheets></workbook>"));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                utf8("<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"));
        parts.put("xl/worksheets/sheet1.xml", utf8(sheet("<row r='1'><c r='A1' t='str'><v>a</v></c></row>")));
        replaced.forEach((name, text) -> parts.put(name, utf8(text)));
        return zip(parts);
    }

    private static String sheet(String rows) {
        return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    }

    private static byte[] rawSheet(String rows) {
        return rawWorkbook(Map.of("xl/worksheets/sheet1.xml", rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void recognisesTheEncodingOfChineseCsv(String charset) {
        String rows = CSV + "A3,欧阳建国,7.25\n";
        Found found = read(rows.getBytes(Charset.forName(charset)));

        assertThat(found.format)
                .isEqualTo(new FileFormat(
                        FileFormat.Kind.CSV, FileFormat.Packing.NONE, null, charset, ",", "\"", ".", null));
        assertThat(found.header).containsExactly("键", "名称", "金额");
        assertThat(found.rows)
                .containsExactly(
                        new Row(2, List.of("A1", "王芳", "12.50")),
                        new Row(3, List.of("A2", "李,雷", "3")),
                        new Row(4, List.of("A3", "欧阳建国", "7.25")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void leavesOutTheByteOrderMark(String charset) {
        Found found = read(("\ufeff" + CSV).getBytes(Charset.forName(charset)));

        assertThat(found.header).containsExactly("键", "名称", "金额");
        assertThat(found.format.encoding()).isEqualTo(charset);
    }

    @Test
    void recognisesWesternCsvWithDecimalComma() {
        Found found = read("Schlüssel;Straße;Größe\n1;Müllerstraße;12,50\n2;Rue Café;1000,5\n"
                .getBytes(Charset.forName("windows-1252")));

        assertThat(found.format)
                .isEqualTo(new FileFormat(
                        FileFormat.Kind.CSV, FileFormat.Packing.NONE, null, "windows-1252", ";", "\"", ",", null));
        assertThat(found.values().getFirst()).containsExactly("1", "Müllerstraße", "12,50");
    }

    @Test
    void guessesNoEncodingWhereBytesSuitTwo() {
        byte[] mixed = "a,b\nßöÜÄ,éà\nÖß,x\nàé,caf\u00e9\n".getBytes(Charset.forName("windows-1252"));

        assertThat(problem(mixed)).isEqualTo("ENCODING");
        assertThat(read(
                                mixed,
                                new ReadingHints(
                                        "windows-1252", null, null, null, null, Set.of(), Set.of(), Set.of(), Set.of()))
                        .values()
                        .getFirst())
                .containsExactly("ßöÜÄ", "éà");
    }

    @Test
    void damagedUtf8IsNoOtherEncoding() {
        byte[] file = utf8("a,b\nMüller,Größe\nJosé,Łódź\nAndré,x\n");
        file[file.length - 2] = (byte) 0xe9;

        assertThat(catchThrowableOfType(ProblemException.class, () -> read(file)))
                .hasMessageContaining("not UTF-8: byte")
                .hasMessageContaining("line 4");
    }

    @Test
    void aWrongGuessEndsTheFileWhereItShows() {
        byte[] ascii = utf8("a,b\n" + "1,2\n".repeat(100_000));
        byte[] tail = "3,价格\n".getBytes(Charset.forName("GB18030"));
        byte[] file = Arrays.copyOf(ascii, ascii.length + tail.length);
        System.arraycopy(tail, 0, file, ascii.length, tail.length);

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(file));

        assertThat(problem).hasMessageContaining("line 100002").hasMessageContaining("GB18030");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'a,b\n1,2\n'#,",
                "'a;b\n\"1,5\";2\n'#;",
                "'a\tb\n1,5\t2\n'#TAB",
                "'a|b\n1;5|2\n'#|",
                "'sep=;\na;b\n1;2\n'#;"
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void recognisesTheDelimiter(String file, String delimiter) {
        Found found = read(file);

        assertThat(found.format.delimiter()).isEqualTo(delimiter.replace("TAB", "\t"));
        assertThat(found.header).containsExactly("a", "b");
        assertThat(found.rows.getFirst().line()).isEqualTo(file.startsWith("sep") ? 3 : 2);
    }

    @Test
    void theMappingsNamesTellTheDelimiterWhereCommasAreMore() {
        Found found = read(
                utf8("a, b, c;key;d, e\n1, 2, 3;k;4, 5\n"),
                new ReadingHints(null, null, null, null, null, Set.of("key"), Set.of(), Set.of(), Set.of()));

        assertThat(found.format.delimiter()).isEqualTo(";");
    }

    @Test
    void recognisesSingleQuotes() {
        Found found = read("a,b\n'1,5','x'\n'it''s',y\n");

        assertThat(found.values()).containsExactly(List.of("1,5", "x"), List.of("it's", "y"));
    }

    @ParameterizedTest
    @CsvSource({"'12,50',','", "'1,234','.'", "'0,5',','", "'12.5','.'", "'1000,555',','", "'x','.'"})
    void takesACommaForDecimalOnlyWhereItCanBeNothingElse(String value, String expected) {
        assertThat(read("a;b\n%s;x\n".formatted(value)).format.decimalSeparator())
                .isEqualTo(expected);
    }

    @Test
    void readsNdjsonWithAColumnForEachMember() {
        Found found = read(
                utf8("{\"key\":\"A1\",\"n\":1.50,\"ok\":true}\n\n{\"key\":\"A\\u00002\",\"x\":null,\"n\":1e3}\n"),
                new ReadingHints(null, null, null, null, null, Set.of(), Set.of("late"), Set.of(), Set.of()));

        assertThat(found.format.kind()).isEqualTo(FileFormat.Kind.NDJSON);
        assertThat(found.header).containsExactly("key", "n", "ok", "x", "late");
        assertThat(found.rows)
                .containsExactly(
                        new Row(1, List.of("A1", "1.50", "true", "", "")),
                        new Row(3, List.of("A\u00002", "1000", "", "", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"a\":{\"b\":1}}#MALFORMED_FILE/NOT_FLAT",
                "{\"a\":[1]}#MALFORMED_FILE/NOT_FLAT",
                "{\"a\":1#MALFORMED_FILE/MALFORMED_JSON",
                "{\"a\":1,\"a\":2}#MALFORMED_FILE/MALFORMED_JSON",
                "{\"a\":1} {}#MALFORMED_FILE/NO_OBJECT"
            })
    void refusesNdjsonThatIsNotFlatOrCut(String line, String expected) {
        assertThat(problem(utf8("{\"a\":1}\n" + line))).isEqualTo(expected);
    }

    @Test
    void refusesAMemberThatComesTooLate() {
        assertThat(problem(utf8("{\"a\":1}\n".repeat(2_000) + "{\"b\":1}\n")))
                .isEqualTo("MALFORMED_FILE/UNKNOWN_COLUMN");
    }

    @Test
    void readsAWorkbookAsExactTexts() {
        Found found = read(workbook());

        assertThat(found.format)
                .isEqualTo(new FileFormat(
                        FileFormat.Kind.XLSX, FileFormat.Packing.NONE, null, null, null, null, null, "客户"));
        assertThat(found.header).containsExactly("键", "名称", "金额", "日期", "时间", "备注");
        assertThat(found.rows)
                .containsExactly(
                        new Row(2, List.of("A1", "王芳 <&>", "0.3", "2026-06-30", "2026-06-30T08:30:01", "true")),
                        new Row(4, List.of("A2", "", "1234567890123", "", "", "")));
    }

    @Test
    void readsTheSheetThatTheMappingNames() {
        ReadingHints hints = new ReadingHints(null, null, null, null, "说明", Set.of(), Set.of(), Set.of(), Set.of());

        assertThat(read(workbook(), hints).values()).containsExactly(List.of("x"));
        ReadingHints other = new ReadingHints(null, null, null, null, "nobody", Set.of(), Set.of(), Set.of(), Set.of());
        assertThat(catchThrowableOfType(ProblemException.class, () -> read(workbook(), other)))
                .hasMessageContaining("客户");
    }

    @Test
    void readsInlineAndSharedTextsWithoutTheirPhoneticReading() {
        byte[] file = rawWorkbook(Map.of(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/>"
                        + "<Relationship Id='r2' Target='sharedStrings.xml'/></Relationships>",
                "xl/sharedStrings.xml",
                "<sst><si><r><t>东</t></r><r><t>京</t></r><rPh><t>とうきょう</t></rPh></si></sst>",
                "xl/worksheets/sheet1.xml",
                sheet("<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>b</t></is></c></row>"
                        + "<row><c><f>1+1</f><v>2</v></c><c t='e'><v>#N/A</v></c></row>")));

        Found found = read(file);

        assertThat(found.header).containsExactly("东京", "b");
        assertThat(found.rows).containsExactly(new Row(2, List.of("2", "#N/A")));
    }

    @Test
    void unpacksGzipAndZipAndWorkbooksInThem() {
        byte[] csv = utf8(CSV);
        byte[] packed = zip(Map.of("data/kunden.csv", csv, "__MACOSX/._kunden.csv", new byte[] {1}));

        assertThat(read(gzip(csv)).format.packing()).isEqualTo(FileFormat.Packing.GZIP);
        assertThat(read(packed).format.entry()).isEqualTo("data/kunden.csv");
        assertThat(read(packed).rows).hasSize(2);
        assertThat(read(gzip(workbook())).rows).hasSize(2);
        assertThat(read(zip(Map.of("a.xlsx", workbook()))).format.packing()).isEqualTo(FileFormat.Packing.ZIP);
    }

    @Test
    void refusesArchivesThatAreNotOneFileOfData() {
        byte[] csv = utf8(CSV);
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 21; i++) {
            many.put("__MACOSX/" + i, csv);
        }

        assertThat(problem(zip(Map.of()))).isEqualTo("ARCHIVE/ONE_FILE_EXPECTED");
        assertThat(problem(zip(Map.of("a.csv", csv, "b.csv", csv)))).isEqualTo("ARCHIVE/ONE_FILE_EXPECTED");
        assertThat(problem(zip(many))).isEqualTo("ARCHIVE/ENTRY_COUNT");
        assertThat(problem(zip(Map.of("a.zip", zip(Map.of("a.csv", csv)))))).isEqualTo("ARCHIVE/NESTED_ARCHIVE");
        assertThat(problem(zip(Map.of("a.csv.gz", gzip(csv))))).isEqualTo("ARCHIVE/NESTED_ARCHIVE");
        assertThat(problem(gzip(gzip(csv)))).isEqualTo("ARCHIVE/NESTED_ARCHIVE");
        assertThat(problem(gzip(zip(Map.of("a.csv", csv))))).isEqualTo("ARCHIVE/NESTED_ARCHIVE");
    }

    @Test
    void refusesWhatUnpacksToMoreThanDataDoes() {
        byte[] rows = utf8("a,b\n" + "1,2\n".repeat(5 << 20));
        String bomb = sheet("<row><c t='str'><v>a</v></c></row>" + "<row></row>".repeat(2 << 20));

        assertThat(problem(gzip(rows))).isEqualTo("ARCHIVE/COMPRESSION_RATIO");
        assertThat(problem(zip(Map.of("a.csv", rows)))).isEqualTo("ARCHIVE/COMPRESSION_RATIO");
        assertThat(problem(rawSheet(bomb))).isEqualTo("ARCHIVE/COMPRESSION_RATIO");
    }

    @Test
    void refusesDamagedFiles() {
        byte[] gzip = gzip(utf8(CSV));
        byte[] zip = zip(Map.of("a.csv", utf8(CSV)));
        byte[] workbook = workbook();

        assertThat(problem(Arrays.copyOf(gzip, gzip.length - 12))).isEqualTo("CORRUPT_FILE");
        assertThat(problem(Arrays.copyOf(zip, zip.length / 2))).isEqualTo("CORRUPT_FILE");
        assertThat(problem(Arrays.copyOf(workbook, workbook.length / 2))).isEqualTo("CORRUPT_FILE");
        assertThat(problem(new byte[0])).isEqualTo("EMPTY_FILE");
        assertThat(problem(utf8("\n\n"))).isEqualTo("EMPTY_FILE");
    }

    @Test
    void keepsRowsApartThatReadAlike() {
        String wide = "x" + ",x".repeat(19) + ",y";
        Found found = read("k,v\nA1,一\nA1,二\nB1,二\n\n" + wide + "\nA1\n" + wide + "\n\"A1\",\"x\"\n,x");

        List<String> cells = List.of(wide.split(","));
        assertThat(found.values())
                .containsExactly(
                        List.of("A1", "一"),
                        List.of("A1", "二"),
                        List.of("B1", "二"),
                        cells,
                        List.of("A1"),
                        cells,
                        List.of("A1", "x"),
                        List.of("", "x"));
        assertThat(found.rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 6L, 7L, 8L, 9L, 10L);
        assertThat(found.values().get(1).getFirst())
                .isSameAs(found.values().get(0).getFirst());
    }

    @Test
    void refusesRowsThatAreNone() {
        assertThat(problem(utf8("a,b\n\"" + "x".repeat(3 << 20)))).isEqualTo("ROW_TOO_LARGE");
        assertThat(problem(utf8("a" + ",a".repeat(1_001) + "\n"))).isEqualTo("ROW_TOO_LARGE");
        assertThat(problem(utf8("a,b\n" + ("x".repeat(300_000) + ",").repeat(4))))
                .isEqualTo("ROW_TOO_LARGE");
        assertThat(problem(utf8("{\"a\":\"" + "x".repeat(2 << 20) + "\"}"))).isEqualTo("ROW_TOO_LARGE");
        assertThat(problem(rawSheet(sheet("<row><c r='ZZZ1' t='str'><v>a</v></c></row>"))))
                .isEqualTo("ROW_TOO_LARGE");
        assertThat(problem(rawSheet(sheet("<row><c t='str'><v>" + "ab".repeat(1 << 20) + "</v></c></row>"))))
                .isEqualTo("ROW_TOO_LARGE");
    }

    @Test
    void refusesHostileWorkbooks() {
        String doctype = "<!DOCTYPE x [<!ENTITY a 'b'>]>";
        for (String part :
                List.of("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml")) {
            assertThat(problem(rawWorkbook(Map.of(part, doctype + "<x/>"))))
                    .as(part)
                    .isEqualTo("UNSUPPORTED_FILE/DOCTYPE");
        }
        assertThat(problem(rawWorkbook(Map.of("xl/vbaProject.bin", "x")))).isEqualTo("UNSUPPORTED_FILE/MACROS");
        assertThat(problem(
                        zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "_rels/.rels", utf8("<Relationships/>")))))
                .isEqualTo("UNSUPPORTED_FILE/NO_WORKBOOK");
        assertThat(problem(rawSheet("<worksheet><sheetData><row>"))).isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("<row><c r='ZZZZZZZ1'><v>1</v></c></row>"))))
                .isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("<row r='5'/><row r='5'/>")))).isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("<row><c t='s'><v>7</v></c></row>")))).isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("<row x='" + "ab".repeat(5 << 20) + "'/>"))))
                .isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("<row><c t='str'><v>&a;</v></c></row>"))))
                .isEqualTo("MALFORMED_FILE");
        assertThat(problem(rawSheet(sheet("")))).isEqualTo("EMPTY_FILE");
    }

    @Test
    void refusesOtherKindsOfFilesWithAdvice() {
        byte[] ole = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1, 0, 0};
        byte[] encrypted = zip(Map.of("a.csv", utf8(CSV)));
        for (int i = 0; i + 8 < encrypted.length; i++) {
            boolean local = encrypted[i] == 'P' && encrypted[i + 1] == 'K' && encrypted[i + 2] == 3;
            boolean central = encrypted[i] == 'P' && encrypted[i + 1] == 'K' && encrypted[i + 2] == 1;
            if (local || central) {
                encrypted[i + (local ? 6 : 8)] |= 1;
            }
        }

        assertThat(problem(ole)).isEqualTo("UNSUPPORTED_FILE/ENCRYPTED_OR_XLS");
        assertThat(problem(encrypted)).isEqualTo("UNSUPPORTED_FILE/ENCRYPTED");
        assertThat(problem(utf8("%PDF-1.7"))).isEqualTo("UNSUPPORTED_FILE/PDF");
        assertThat(problem(utf8("Rar!\u001a\u0007"))).isEqualTo("UNSUPPORTED_FILE/OTHER_ARCHIVE");
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        long before = spooled();
        read(workbook());
        problem(zip(Map.of("a.csv", utf8(CSV), "b.csv", utf8(CSV))));
        problem(rawWorkbook(Map.of("xl/workbook.xml", "<!DOCTYPE x><x/>")));

        assertThat(spooled()).isEqualTo(before);
    }

    private static long spooled() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("fenji-import-"))
                    .count();
        }
    }
}
