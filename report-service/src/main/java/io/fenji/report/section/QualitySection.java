package io.fenji.report.section;

import io.fenji.report.content.Quality;
import io.fenji.report.content.Quality.ImportQuality;
import io.fenji.report.content.Quality.RejectionReason;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import java.util.ArrayList;
import java.util.List;

/// What the figures rest on.
final class QualitySection {
    private final Subject subject;
    private final Quality quality;

    private QualitySection(Subject subject) {
        this.subject = subject;
        this.quality = subject.content().quality();
    }

    static Section of(Subject subject) {
        QualitySection section = new QualitySection(subject);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(section.lead()));
        blocks.add(section.figures());
        if (!section.quality.imports().isEmpty()) {
            blocks.add(section.imports());
        }
        List<ImportQuality> rejecting = section.quality.imports().stream()
                .filter(each -> !each.reasons().isEmpty())
                .toList();
        if (!rejecting.isEmpty()) {
            blocks.add(section.reasons(rejecting));
        }
        section.notes(blocks);
        return subject.section("quality", blocks);
    }

    private String lead() {
        return quality.earliestActivity() == null
                ? subject.text("quality.empty")
                : subject.texts()
                        .get(
                                "quality.lead",
                                subject.formats().date(quality.earliestActivity()),
                                subject.formats().date(quality.latestPurchase()));
    }

    private KeyFigures figures() {
        return new KeyFigures(List.of(
                subject.figure("quality.customers", ValueType.COUNT, quality.customers(), null),
                subject.figure(
                        "quality.withPurchase",
                        ValueType.COUNT,
                        quality.withPurchase(),
                        subject.texts().counted("quality.withoutPurchase", quality.withoutPurchase())),
                subject.figure("quality.orders", ValueType.COUNT, quality.orders(), null),
                subject.figure(
                        "quality.spend",
                        ValueType.MONEY,
                        quality.purchaseSpend(),
                        subject.formats().money(quality.purchaseSpend()))));
    }

    private void notes(List<Block> blocks) {
        note(blocks, "quality.nonPositive", quality.nonPositiveSpend());
        note(blocks, "quality.withoutRegion", quality.withoutRegion());
        note(blocks, "quality.orphans", quality.tiersWithoutCustomer());
    }

    private void note(List<Block> blocks, String key, long number) {
        if (number > 0) {
            blocks.add(Paragraph.note(subject.texts().counted(key, number)));
        }
    }

    private Table imports() {
        return new Table(
                "quality-imports",
                subject.text("quality.imports"),
                false,
                List.of(
                        subject.column("file", ValueType.TEXT),
                        subject.column("state", ValueType.TEXT),
                        subject.column("read", ValueType.COUNT),
                        subject.column("landed", ValueType.COUNT),
                        subject.column("rejected", ValueType.COUNT),
                        subject.column("finished", ValueType.TIME)),
                quality.imports().stream()
                        .map(each -> List.of(
                                file(each),
                                Cell.of(known("import.state." + each.state(), each.state())),
                                Cell.of(each.read()),
                                Cell.of(each.landed()),
                                Cell.of(each.rejected()),
                                Cell.of(each.finishedAt())))
                        .toList(),
                null);
    }

    private Table reasons(List<ImportQuality> imports) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ImportQuality each : imports) {
            for (RejectionReason reason : each.reasons()) {
                rows.add(List.of(
                        new Cell(reason(reason), null, each.filename() == null ? type(each) : each.filename()),
                        Cell.of(reason.code()),
                        Cell.of(reason.count())));
            }
        }
        return new Table(
                "quality-reasons",
                subject.text("quality.reasons"),
                false,
                List.of(
                        subject.column("reason", ValueType.TEXT),
                        subject.column("code", ValueType.TEXT),
                        subject.column("rows", ValueType.COUNT)),
                rows,
                null);
    }

    private String type(ImportQuality each) {
        return known("import." + each.type(), each.type());
    }

    /// What was sent without a file's name goes by what it holds.
    private Cell file(ImportQuality each) {
        return each.filename() == null || each.filename().isBlank()
                ? Cell.of(type(each))
                : new Cell(each.filename(), null, type(each));
    }

    private String known(String key, String otherwise) {
        return subject.texts().has(key) ? subject.text(key) : otherwise;
    }

    private String reason(RejectionReason reason) {
        return known("rejected." + reason.code(), reason.reason() == null ? reason.code() : reason.reason());
    }
}
