package io.fenji.report.render;

import io.fenji.report.chart.Charts;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.Terms;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Texts;
import io.fenji.report.text.ValueText;
import java.util.List;
import java.util.Objects;

/// Blocks as parts of a page.
final class BlockHtml {
    private static final double WIDE = 760;
    private static final double NARROW = 340;
    private static final int LONG = 60;

    private final Markup markup;
    private final ValueText values;
    private final Texts texts;

    BlockHtml(Markup markup, ValueText values, Texts texts) {
        this.markup = markup;
        this.values = values;
        this.texts = texts;
    }

    void write(Block block) {
        switch (block) {
            case Paragraph paragraph ->
                markup.raw(paragraph.role() == Paragraph.Role.LEAD ? "<p class=\"lead\">" : "<p class=\"note\">")
                        .text(paragraph.text())
                        .raw("</p>\n");
            case Points points -> points(points);
            case KeyFigures figures -> figures(figures, "tiles small");
            case Terms terms -> terms(terms);
            case Table table -> table(table);
            case Chart chart -> chart(chart);
        }
    }

    void figures(KeyFigures figures, String css) {
        markup.raw("<dl class=\"").raw(css).raw("\">\n");
        for (Figure figure : figures.figures()) {
            markup.raw("<div class=\"tile\">").element("dt", figure.label()).raw("<dd><span class=\"value\">");
            markup.text(values.brief(figure.type(), figure.value())).raw("</span>");
            if (figure.detail() != null) {
                markup.raw("<span class=\"detail\">").text(figure.detail()).raw("</span>");
            }
            markup.raw("</dd></div>\n");
        }
        markup.raw("</dl>\n");
    }

    private void points(Points points) {
        boolean notice = points.role() == Points.Role.NOTICE;
        markup.raw(notice ? "<aside class=\"notice\">" : "");
        if (points.title() != null) {
            markup.element("h3", points.title());
        }
        markup.raw(notice ? "<ul>\n" : "<ul class=\"findings\">\n");
        for (String item : points.items()) {
            markup.element("li", item).raw("\n");
        }
        markup.raw(notice ? "</ul></aside>\n" : "</ul>\n");
    }

    private void terms(Terms terms) {
        markup.raw("<dl class=\"terms\">\n");
        terms.terms()
                .forEach(term -> markup.raw("<div>")
                        .element("dt", term.term())
                        .element("dd", term.text())
                        .raw("</div>\n"));
        markup.raw("</dl>\n");
    }

    private void chart(Chart chart) {
        markup.raw("<figure class=\"chart\"").attribute("id", chart.key()).raw(" data-chart=\"\">\n");
        Svg svg = new Svg(markup);
        svg.write(Charts.draw(chart, WIDE, values), chart.description(), "wide");
        svg.write(Charts.draw(chart, NARROW, values), chart.description(), "narrow");
        markup.raw("</figure>\n");
    }

    private void table(Table table) {
        if (table.behindChart()) {
            markup.raw("<details><summary>").text(texts.get("table.show")).raw("</summary>\n");
        }
        markup.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\"")
                .attribute("aria-labelledby", table.key() + "-caption")
                .raw("><table")
                .attribute("id", table.key())
                .raw(table.total() == null && table.rows().size() > 2 ? " class=\"sortable\">" : ">")
                .raw("<caption")
                .attribute("id", table.key() + "-caption")
                .raw("><span>")
                .text(table.caption())
                .raw("</span></caption>\n<thead><tr>");
        for (Column column : table.columns()) {
            markup.raw("<th scope=\"col\"")
                    .raw(column.type().isNumeric() ? " class=\"num\">" : ">")
                    .text(column.label())
                    .raw("</th>");
        }
        markup.raw("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            row(table, row);
        }
        markup.raw("</tbody>\n");
        if (table.total() != null) {
            markup.raw("<tfoot>");
            row(table, table.total());
            markup.raw("</tfoot>\n");
        }
        markup.raw("</table></div>\n");
        if (table.behindChart()) {
            markup.raw("</details>\n");
        }
    }

    private void row(Table table, List<Cell> row) {
        markup.raw("<tr>");
        for (int i = 0; i < row.size(); i++) {
            cell(table.columns().get(i), row.get(i), i == 0);
        }
        markup.raw("</tr>\n");
    }

    private void cell(Column column, Cell cell, boolean header) {
        String style = Objects.requireNonNullElse(cell.style(), "");
        boolean tier = column.type() == ValueType.TIER && !style.equals("total");
        markup.raw(header ? "<th scope=\"row\"" : "<td");
        String css = tier ? "tier" : ((column.type().isNumeric() ? "num " : "") + style).strip();
        if (!css.isEmpty()) {
            markup.attribute("class", css);
        }
        if (tier) {
            markup.attribute("style", "--tier:var(--" + style + ")");
        }
        if (!header) {
            markup.attribute("data-label", column.label());
        }
        if (column.type().isNumeric() && cell.value() != null) {
            markup.attribute("data-value", Raw.number(cell.value()));
        }
        String text = style.equals("blank") ? "" : values.of(column.type(), cell.value());
        markup.raw(">");
        if (tier || (header && column.type() == ValueType.TEXT)) {
            markup.raw("<bdi");
            if (text.length() > LONG && style.equals("name")) {
                markup.attribute("title", text);
            }
            markup.raw(">").text(text).raw("</bdi>");
        } else {
            markup.text(text);
        }
        if (cell.detail() != null) {
            markup.raw("<small>").text(cell.detail()).raw("</small>");
        }
        markup.raw(header ? "</th>" : "</td>");
    }
}
