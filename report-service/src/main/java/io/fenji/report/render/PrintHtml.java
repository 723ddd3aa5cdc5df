package io.fenji.report.render;

import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Document;
import io.fenji.report.document.Document.Fact;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.Terms;
import io.fenji.report.document.ValueType;
import io.fenji.report.render.HtmlPage.Entry;
import io.fenji.report.text.Texts;
import io.fenji.report.text.ValueText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// A document for paged media: XHTML with tables for what a page has as grids, and an empty place for each chart.
final class PrintHtml {
    private static final int TILES = 3;
    private static final Pattern HEAT = Pattern.compile("h[1-8]");

    private final Markup markup = new Markup();
    private final Document document;
    private final ValueText values;
    private final Texts texts;
    private final ToDoubleFunction<Chart> heights;

    /// @param heights of the charts, in CSS pixels
    PrintHtml(Document document, ValueText values, Texts texts, ToDoubleFunction<Chart> heights) {
        this.document = document;
        this.values = values;
        this.texts = texts;
        this.heights = heights;
    }

    String write() {
        List<Entry> entries = HtmlPage.entries(document);
        markup.raw("<html").attribute("lang", document.language()).raw("><head>");
        markup.element("title", document.title() + " · " + document.subject());
        markup.raw("<style>").raw(style()).raw("</style><bookmarks>");
        for (Entry entry : entries) {
            markup.raw("<bookmark")
                    .attribute("name", entry.title())
                    .attribute("href", "#" + entry.id())
                    .raw("/>");
        }
        markup.raw("</bookmarks></head><body>\n");
        cover(entries);
        for (int i = 0; i < entries.size(); i++) {
            section(entries.get(i), document.sections().get(i));
        }
        markup.raw("<p class=\"foot\">").text(texts.get("footer")).raw("</p></body></html>");
        return markup.toString();
    }

    // Values of the style sheet that come with the document stand as strings in it.
    private String style() {
        String running = Markup.visible(document.title() + " · " + document.subject())
                .replace("\\", "\\\\")
                .replace("\"", "\\22 ")
                .replace("<", "\\3c ")
                .replace("&", "\\26 ")
                .replace("\n", " ");
        return Resources.text("report/print.css").replace("RUNNING", "\"" + running + "\"");
    }

    private void cover(List<Entry> entries) {
        markup.raw("<p class=\"brand\">").text(texts.get("brand")).raw("</p>");
        markup.element("h1", document.title());
        markup.raw("<p class=\"subject\">").text(document.subject()).raw("</p><table class=\"facts\"><tr>");
        for (Fact fact : document.facts()) {
            markup.raw("<td><span class=\"label\">")
                    .text(fact.label())
                    .raw("</span><br/>")
                    .text(fact.value())
                    .raw("</td>");
        }
        markup.raw("</tr></table>\n");
        figures(document.keyFigures());
        markup.raw("<h3>").text(texts.get("contents")).raw("</h3><ol class=\"contents\">");
        for (Entry entry : entries) {
            markup.raw("<li><a")
                    .attribute("href", "#" + entry.id())
                    .raw("><span class=\"no\">")
                    .text(entry.number())
                    .raw("</span>")
                    .text(entry.title())
                    .raw("</a></li>\n");
        }
        markup.raw("</ol>\n");
    }

    private void section(Entry entry, Section section) {
        markup.raw("<h2").attribute("id", entry.id()).raw("><span class=\"no\">");
        markup.text(entry.number()).raw("</span>").text(entry.title()).raw("</h2>\n");
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        switch (block) {
            case Paragraph paragraph ->
                markup.raw("<p class=\"")
                        .raw(paragraph.role() == Paragraph.Role.LEAD ? "lead" : "note")
                        .raw("\">")
                        .text(paragraph.text())
                        .raw("</p>\n");
            case Points points -> points(points);
            case KeyFigures figures -> figures(figures);
            case Terms terms -> {
                markup.raw("<table class=\"terms\">");
                terms.terms()
                        .forEach(term -> markup.raw("<tr>")
                                .element("th", term.term())
                                .element("td", term.text())
                                .raw("</tr>\n"));
                markup.raw("</table>\n");
            }
            case Table table -> table(table);
            case Chart chart ->
                markup.raw("<div class=\"chart\"")
                        .attribute("id", PdfReport.PLACE + chart.key())
                        .attribute("style", String.format(Locale.ROOT, "height:%.0fpx", heights.applyAsDouble(chart)))
                        .raw("></div>\n");
        }
    }

    private void points(Points points) {
        boolean notice = points.role() == Points.Role.NOTICE;
        markup.raw(notice ? "<div class=\"notice\">" : "<div>");
        if (points.title() != null) {
            markup.element("h3", points.title());
        }
        markup.raw("<ul>");
        points.items().forEach(item -> markup.element("li", item).raw("\n"));
        markup.raw("</ul></div>\n");
    }

    private void figures(KeyFigures figures) {
        markup.raw("<table class=\"tiles\"><tr>");
        List<Figure> all = figures.figures();
        for (int i = 0; i < all.size(); i++) {
            if (i > 0 && i % TILES == 0) {
                markup.raw("</tr><tr>");
            }
            Figure figure = all.get(i);
            markup.raw("<td><span class=\"label\">").text(figure.label()).raw("</span><br/><span class=\"value\">");
            markup.text(values.brief(figure.type(), figure.value())).raw("</span>");
            if (figure.detail() != null) {
                markup.raw("<br/><span class=\"detail\">").text(figure.detail()).raw("</span>");
            }
            markup.raw("</td>");
        }
        for (int i = all.size(); i > TILES && i % TILES != 0; i++) {
            markup.raw("<td></td>");
        }
        markup.raw("</tr></table>\n");
    }

    private void table(Table table) {
        markup.raw("<p class=\"caption\">").text(table.caption()).raw("</p><table class=\"data\"><thead><tr>");
        for (Column column : table.columns()) {
            markup.raw(column.type().isNumeric() ? "<th class=\"num\">" : "<th>")
                    .text(column.label())
                    .raw("</th>");
        }
        markup.raw("</tr></thead><tbody>\n");
        table.rows().forEach(row -> row(table, row, "<tr>"));
        if (table.total() != null) {
            row(table, table.total(), "<tr class=\"total\">");
        }
        markup.raw("</tbody></table>\n");
    }

    private void row(Table table, List<Cell> row, String start) {
        markup.raw(start);
        for (int i = 0; i < row.size(); i++) {
            cell(table.columns().get(i), row.get(i));
        }
        markup.raw("</tr>\n");
    }

    private void cell(Column column, Cell cell) {
        String style = Objects.requireNonNullElse(cell.style(), "");
        boolean tier = column.type() == ValueType.TIER && !style.equals("total");
        boolean heat = HEAT.matcher(style).matches();
        markup.raw("<td")
                .attribute(
                        "class",
                        tier ? "tier" : ((column.type().isNumeric() ? "num " : "") + (heat ? "heat" : style)).strip());
        if (heat) {
            markup.attribute(
                    "style",
                    "background-color:%s;color:%s"
                            .formatted(
                                    Palette.hex("heat-" + style.substring(1)),
                                    Palette.hex("heat-ink-" + style.substring(1))));
        }
        markup.raw(">");
        if (tier) {
            markup.raw("<span")
                    .attribute("style", "color:" + Palette.hex(style))
                    .raw(">● </span>");
        }
        markup.text(style.equals("blank") ? "" : values.of(column.type(), cell.value()));
        if (cell.detail() != null) {
            markup.raw("<br/><span class=\"detail\">").text(cell.detail()).raw("</span>");
        }
        markup.raw("</td>");
    }
}
