package io.fenji.report.render;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PagePosition;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.Box;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.chart.Charts;
import io.fenji.report.chart.Drawing;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Document;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import io.fenji.report.text.ValueText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Renders the PDF: A4, contents with page numbers, bookmarks, one embedded font with Chinese, charts as vectors.
@ApplicationScoped
public class PdfReport {
    static final String PLACE = "place-";
    private static final Pattern PLACES = Pattern.compile(PLACE + ".*");
    private static final String FONT = "Noto Sans SC";

    /// Of the type area of A4 with the margins of `print.css`, in CSS pixels.
    private static final double WIDTH = 668;

    private final BusinessClock clock;

    PdfReport(BusinessClock clock) {
        this.clock = clock;
    }

    public void write(Document document, OutputStream out) throws IOException {
        Texts texts = Texts.in(Language.of(document.language()));
        ValueText values = new ValueText(new Formats(texts, clock.zone()), document.currency());
        Map<String, Drawing> drawings = drawings(document, values);
        String html = new PrintHtml(
                        document,
                        values,
                        texts,
                        chart -> Objects.requireNonNull(drawings.get(chart.key()))
                                .height())
                .write();
        try (PDDocument pdf = new PDDocument()) {
            PDFont font = PDType0Font.load(
                    pdf, new ByteArrayInputStream(Resources.bytes("fonts/NotoSansSC-Regular.ttf")), true);
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.usePDDocument(pdf);
            builder.useFont(new PDFontSupplier(font), FONT);
            builder.withHtmlContent(html, "/");
            builder.withProducer("Fenji report-service");
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                paint(pdf, font, renderer, drawings);
                pdf.getDocumentInformation().setTitle(document.title() + " · " + document.subject());
                pdf.getDocumentCatalog().setLanguage(document.language());
                pdf.save(out);
            }
        }
    }

    private static Map<String, Drawing> drawings(Document document, ValueText values) {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        document.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Chart.class::isInstance)
                .map(Chart.class::cast)
                .forEach(chart -> drawings.put(chart.key(), Charts.draw(chart, WIDTH, values)));
        return drawings;
    }

    private static void paint(PDDocument pdf, PDFont font, PdfBoxRenderer renderer, Map<String, Drawing> drawings)
            throws IOException {
        PdfPainter painter = new PdfPainter(pdf, font);
        for (PagePosition<Box> place : renderer.findPagePositionsByID(PLACES)) {
            Drawing drawing = Objects.requireNonNull(drawings.get(place.getId().substring(PLACE.length())));
            painter.draw(
                    pdf.getPage(place.getPageNo()),
                    drawing,
                    place.getX(),
                    place.getY() + place.getHeight(),
                    place.getWidth() / drawing.width());
        }
    }
}
