package io.fenji.report.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The formats of a report, read back by the libraries of their readers. The files stay in `target/` to be looked at.
@QuarkusTest
@ServiceTest
class ArtefactTest {
    private static final List<String> FORMULAS =
            List.of("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "＝1+1", "＠SUM(1)", "\u200e=1+1");

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static byte[] artefact(String id, String format) {
        return given().get("/v1/reports/" + id + "/" + format)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static SampleCustomer keyed(String scheme, int number, String key) {
        return new SampleCustomer(
                SampleBase.id(scheme, number),
                key,
                key,
                "CN",
                key,
                new BigDecimal("-12.50"),
                BigDecimal.TEN,
                2,
                10,
                "diamond",
                null);
    }

    @Test
    void writesAPdfThatCanBeReadSearchedAndWalked() throws IOException {
        Upstreams.tell(SampleBase.members("pdf", 900, 7));
        for (String language : List.of("zh-CN", "en")) {
            String id = Reports.make("pdf", language);
            byte[] bytes = artefact(id, "pdf");
            Files.write(Path.of("target", "report-%s.pdf".formatted(language)), bytes);
            List<String> titles = Reports.content(id).path("sections").findValuesAsText("title");
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                String text = new PDFTextStripper().getText(pdf);
                String title = Reports.content(id).path("title").textValue();
                assertThat(text).contains(title, "1 / " + pdf.getNumberOfPages(), "¥");
                assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
                List<String> bookmarks = new ArrayList<>();
                for (PDOutlineItem item :
                        pdf.getDocumentCatalog().getDocumentOutline().children()) {
                    bookmarks.add(item.getTitle());
                    assertThat(item.findDestinationPage(pdf)).isNotNull();
                }
                assertThat(bookmarks).isNotEmpty().isSubsetOf(titles);
                assertThat(text).contains(bookmarks);
                for (PDPage page : pdf.getPages()) {
                    for (COSName name : page.getResources().getFontNames()) {
                        assertThat(page.getResources().getFont(name).isEmbedded())
                                .isTrue();
                    }
                    assertThat(page.getMediaBox().getWidth()).isBetween(594f, 596f);
                    assertThat(page.getResources().getXObjectNames()).isEmpty();
                }
                // Labels of charts only.
                assertThat(text)
                        .contains(language.equals("en") ? "Perfectly even" : "完全均等")
                        .contains(language.equals("en") ? "Top 20%:" : "前 20% 客户");
            }
        }
    }

    @Test
    void writesEveryCustomerAndSectionIntoTheWorkbook() throws IOException {
        List<SampleCustomer> customers =
                new ArrayList<>(SampleBase.members("xlsx", 300, 3).customers());
        for (String formula : FORMULAS) {
            customers.add(keyed("xlsx-", customers.size(), formula));
        }
        SampleBase base = SampleBase.of("xlsx", SampleBase.MEMBERS, customers);
        Upstreams.tell(base);
        String id = Reports.make("xlsx", "zh-CN");
        byte[] bytes = artefact(id, "xlsx");
        Files.write(Path.of("target", "report.xlsx"), bytes);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            List<String> names = workbook.getSheets().map(Sheet::getName).toList();
            assertThat(names).contains("摘要", "等级分布", "客户").doesNotHaveDuplicates();
            Sheet all = workbook.findSheet("客户").orElseThrow();
            List<Row> rows = all.read();
            assertThat(rows).hasSize(base.tiered().size() + 1);
            BigDecimal spend = BigDecimal.ZERO;
            for (Row row : rows.subList(1, rows.size())) {
                assertThat(row.getCell(3).getType()).isEqualTo(CellType.STRING);
                assertThat(row.getCell(7).getType()).isEqualTo(CellType.NUMBER);
                spend = spend.add(row.getCell(7).asNumber());
            }
            assertThat(spend)
                    .isEqualByComparingTo(
                            base.tiered().stream().map(SampleCustomer::spend).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(rows.stream().map(row -> row.getCell(3).getText())).contains("=1+1", "@SUM(1)");
            for (Sheet sheet : workbook.getSheets().toList()) {
                assertThat(sheet.read().stream().flatMap(Row::stream).filter(cell -> cell != null))
                        .as(sheet.getName())
                        .noneMatch(cell -> cell.getType() == CellType.FORMULA);
            }
        }
    }

    @Test
    void neutralisesWhatASpreadsheetWouldTakeForAFormula() {
        List<SampleCustomer> customers = new ArrayList<>();
        for (String formula : FORMULAS) {
            customers.add(keyed("csv-", customers.size(), formula));
        }
        Upstreams.tell(SampleBase.of("csv", SampleBase.MEMBERS, customers));
        String id = Reports.make("csv", "en");
        for (String address : List.of("csv", "csv?table=top-customers-table")) {
            String csv = new String(artefact(id, address), StandardCharsets.UTF_8);
            assertThat(csv).startsWith("\ufeff").contains("-12.5");
            List<String> cells = new ArrayList<>();
            csv.substring(1).lines().forEach(line -> cells.addAll(List.of(line.split(",", -1))));
            assertThat(cells)
                    .noneMatch(cell -> cell.matches("\"?[=+@＝＋－＠\\t\\r].*") || cell.matches("\"?-[^0-9].*|-2\\+3"))
                    .anyMatch(cell -> cell.contains("'=1+1"));
        }
        given().get("/v1/reports/" + id + "/csv?table=nothing").then().statusCode(404);
    }

    @Test
    void writesTheSameCsvOfTheSameData() {
        Upstreams.tell(SampleBase.members("same-csv", 150, 4));
        assertThat(artefact(Reports.make("same-csv", "en"), "csv"))
                .isEqualTo(artefact(Reports.make("same-csv", "en"), "csv"))
                .hasSizeGreaterThan(1000);
    }

    @Test
    void deletesAReportWithItsArtefacts() {
        Upstreams.tell(SampleBase.members("deleted", 10, 4));
        String id = Reports.make("deleted", "en");
        given().delete("/v1/reports/" + id).then().statusCode(428);
        given().header("If-Match", "\"99\"").delete("/v1/reports/" + id).then().statusCode(412);
        String tag = given().get("/v1/reports/" + id).header("ETag");
        given().header("If-Match", tag).delete("/v1/reports/" + id).then().statusCode(204);
        for (String address : List.of("", "/html", "/pdf", "/xlsx", "/csv", "/json")) {
            given().get("/v1/reports/" + id + address).then().statusCode(404);
        }
        given().header("If-Match", tag)
                .delete("/v1/reports/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void reportsOnNobodyInEveryFormat() {
        Upstreams.tell(SampleBase.of("nobody", SampleBase.MEMBERS, List.of()));
        String id = Reports.make("nobody", "zh-CN");
        for (String format : List.of("html", "pdf", "xlsx", "csv", "json")) {
            assertThat(artefact(id, format)).as(format).isNotEmpty();
        }
    }
}
