package io.fenji.report.report;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.analytics.CustomerRows;
import io.fenji.report.content.Insights.Risk;
import io.fenji.report.content.Migration.Mover;
import io.fenji.report.content.ReportContent;
import io.fenji.report.content.TopCustomer;
import io.fenji.report.document.Document;
import io.fenji.report.document.RowTable;
import io.fenji.report.render.ContentJson;
import io.fenji.report.render.CsvWriter;
import io.fenji.report.render.HtmlPage;
import io.fenji.report.render.PdfReport;
import io.fenji.report.render.RenderedPage;
import io.fenji.report.render.XlsxWriter;
import io.fenji.report.section.DocumentWriter;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Writes a report in all its formats, in the transaction that its figures were read in.
@ApplicationScoped
class ArtefactWriter {
    /// Hears how far it is.
    @FunctionalInterface
    interface Progress {
        void at(String phase, long done, long total);
    }

    @FunctionalInterface
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private final HtmlPage page;
    private final PdfReport pdf;
    private final ReportStore store;
    private final BusinessClock clock;
    private final List<AfterReport> after;

    ArtefactWriter(HtmlPage page, PdfReport pdf, ReportStore store, BusinessClock clock, @All List<AfterReport> after) {
        this.after = after;
        this.page = page;
        this.pdf = pdf;
        this.store = store;
        this.clock = clock;
    }

    void write(
            Connection connection,
            UUID id,
            ReportSubject subject,
            ReportContent content,
            Set<String> sections,
            Progress progress)
            throws IOException {
        Document document = DocumentWriter.write(content, clock.zone(), sections);
        progress.at("page", 0, 0);
        RenderedPage rendered = page.render(document);
        artefact(connection, id, ArtefactFormat.HTML, out -> text(out, rendered.html()));
        artefact(connection, id, ArtefactFormat.JSON, out -> text(out, ContentJson.write(content, document)));
        progress.at("pdf", 0, 0);
        artefact(connection, id, ArtefactFormat.PDF, out -> pdf.write(document, out));
        long customers = CustomerRows.count(connection);
        CustomerTable table = new CustomerTable(subject, connection);
        RowTable csv = table.table(done -> progress.at("customers as csv", done, customers));
        artefact(connection, id, ArtefactFormat.CSV, out -> CsvWriter.write(csv, out));
        RowTable sheets = table.table(done -> progress.at("customers as xlsx", done, customers));
        artefact(connection, id, ArtefactFormat.XLSX, out -> XlsxWriter.write(document, sheets, clock.zone(), out));
        store.finish(
                connection,
                id,
                content.title() + " · " + content.scheme().name(),
                content.freshness().businessDate(),
                rendered.contentSecurityPolicy(),
                named(content));
        store.find(connection, id).ifPresent(report -> {
            if (report.definition() != null) {
                after.forEach(each -> each.made(connection, id, report.definition(), report.slot() != null));
            }
        });
    }

    private static void artefact(Connection connection, UUID id, ArtefactFormat format, Body body) throws IOException {
        ArtefactStream out = new ArtefactStream(connection, id, format);
        body.write(out);
        out.finish(format == ArtefactFormat.CSV || format == ArtefactFormat.XLSX);
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<UUID> named(ReportContent content) {
        Set<UUID> named = new TreeSet<>();
        content.topCustomers().stream().map(TopCustomer::customerId).forEach(named::add);
        content.migration().risers().stream().map(Mover::customerId).forEach(named::add);
        content.migration().fallers().stream().map(Mover::customerId).forEach(named::add);
        content.insights().risks().largest().stream().map(Risk::customerId).forEach(named::add);
        return named;
    }
}
