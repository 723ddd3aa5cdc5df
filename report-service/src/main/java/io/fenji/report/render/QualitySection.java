package io.fenji.report.render;

import io.fenji.report.content.Quality;
import io.fenji.report.content.Quality.ImportQuality;
import io.fenji.report.content.Quality.RejectionReason;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.render.PageView.Tile;
import io.fenji.report.text.Formats;
import java.util.ArrayList;
import java.util.List;

/// What the figures rest on.
final class QualitySection {
    private static final String ID = "quality";

    private final Presenter page;
    private final Quality quality;

    QualitySection(Presenter page) {
        this.page = page;
        this.quality = page.content().quality();
    }

    Section section() {
        List<Table> tables = new ArrayList<>();
        if (!quality.imports().isEmpty()) {
            tables.add(imports());
        }
        List<ImportQuality> rejecting = quality.imports().stream()
                .filter(each -> !each.reasons().isEmpty())
                .toList();
        if (!rejecting.isEmpty()) {
            tables.add(reasons(rejecting));
        }
        return new Section(page.entry(ID), lead(), tiles(), null, tables, notes());
    }

    private String lead() {
        return quality.earliestActivity() == null
                ? page.text("quality.empty")
                : page.texts()
                        .get(
                                "quality.lead",
                                page.formats().date(quality.earliestActivity()),
                                page.formats().date(quality.latestPurchase()));
    }

    private List<Tile> tiles() {
        return List.of(
                new Tile(page.text("quality.customers"), Formats.count(quality.customers()), null),
                new Tile(
                        page.text("quality.withPurchase"),
                        Formats.count(quality.withPurchase()),
                        page.texts().counted("quality.withoutPurchase", quality.withoutPurchase())),
                new Tile(page.text("quality.orders"), Formats.count(quality.orders()), null),
                new Tile(
                        page.text("quality.spend"),
                        page.formats().compact(quality.purchaseSpend()),
                        page.formats().money(quality.purchaseSpend())));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (quality.nonPositiveSpend() > 0) {
            notes.add(page.texts().counted("quality.nonPositive", quality.nonPositiveSpend()));
        }
        if (quality.withoutRegion() > 0) {
            notes.add(page.texts().counted("quality.withoutRegion", quality.withoutRegion()));
        }
        if (quality.tiersWithoutCustomer() > 0) {
            notes.add(page.texts().counted("quality.orphans", quality.tiersWithoutCustomer()));
        }
        return notes;
    }

    private Table imports() {
        List<Row> rows = quality.imports().stream()
                .map(each -> new Row(
                        file(each),
                        List.of(
                                Cell.text(known("import.state." + each.state(), each.state())),
                                Cell.number(page.formats().n(each.read())),
                                Cell.number(page.formats().n(each.landed())),
                                Cell.number(page.formats().n(each.rejected())),
                                Cell.text(page.formats().time(each.finishedAt())))))
                .toList();
        return new Table(
                "quality-imports",
                page.text("quality.imports"),
                false,
                List.of(
                        page.column("column.file"),
                        page.column("column.state"),
                        page.numbers("column.read"),
                        page.numbers("column.landed"),
                        page.numbers("column.rejected"),
                        page.column("column.finished")),
                rows,
                null);
    }

    private Table reasons(List<ImportQuality> imports) {
        List<Row> rows = new ArrayList<>();
        for (ImportQuality each : imports) {
            for (RejectionReason reason : each.reasons()) {
                rows.add(new Row(
                        new Cell(reason(reason), "name", each.filename() == null ? type(each) : each.filename()),
                        List.of(Cell.text(reason.code()), Cell.number(Formats.count(reason.count())))));
            }
        }
        return new Table(
                "quality-reasons",
                page.text("quality.reasons"),
                false,
                List.of(page.column("column.reason"), page.column("column.code"), page.numbers("column.rows")),
                rows,
                null);
    }

    private String type(ImportQuality each) {
        return known("import." + each.type(), each.type());
    }

    /// What was sent without a file's name goes by what it holds.
    private Cell file(ImportQuality each) {
        return each.filename() == null || each.filename().isBlank()
                ? new Cell(type(each), "name", null)
                : new Cell(each.filename(), "name", type(each));
    }

    private String known(String key, String otherwise) {
        return page.texts().has(key) ? page.text(key) : otherwise;
    }

    private String reason(RejectionReason reason) {
        String key = "rejected." + reason.code();
        if (page.texts().has(key)) {
            return page.text(key);
        }
        return reason.reason() == null ? reason.code() : reason.reason();
    }
}
