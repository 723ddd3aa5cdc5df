package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.Contribution;
import io.fenji.report.content.Contribution.ContributionStep;
import io.fenji.report.content.Contribution.CurvePoint;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Chart;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.render.PageView.Tile;
import io.fenji.report.text.Formats;
import java.util.ArrayList;
import java.util.List;

/// The Pareto curve.
final class ContributionSection {
    private static final String ID = "contribution";

    private final Presenter page;
    private final Contribution contribution;

    ContributionSection(Presenter page) {
        this.page = page;
        this.contribution = page.content().contribution();
    }

    Section section() {
        String spendName = page.content().spendMetric().name();
        boolean empty = contribution.curve().isEmpty();
        List<String> notes = new ArrayList<>();
        if (contribution.nonPositive() > 0) {
            notes.add(page.texts().counted("contribution.nonPositive", contribution.nonPositive()));
        }
        return new Section(
                page.entry(ID),
                page.texts().get(empty ? "contribution.empty" : "contribution.lead", spendName),
                empty ? List.of() : tiles(),
                empty ? null : new Chart(ID, page.texts().get("contribution.chart", spendName), 380),
                empty ? List.of() : List.of(table(spendName)),
                notes);
    }

    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("customersLabel", page.text("contribution.x")).put("spendLabel", page.text("contribution.y"));
        data.put("even", page.text("contribution.even"));
        ArrayNode points = data.putArray("points");
        points.addArray().add(0).add(0);
        for (CurvePoint point : contribution.curve()) {
            points.addArray()
                    .add(DistributionSection.percent(point.shareOfCustomers()))
                    .add(DistributionSection.percent(point.shareOfSpend()));
        }
        ArrayNode marks = data.putArray("marks");
        contribution.steps().stream()
                .filter(step -> step.shareOfCustomers().movePointRight(2).intValue() == 20)
                .forEach(step -> marks.addObject()
                        .put("x", DistributionSection.percent(step.shareOfCustomers()))
                        .put("y", DistributionSection.percent(step.shareOfSpend()))
                        .put(
                                "label",
                                page.texts()
                                        .get("contribution.mark", page.formats().percent(step.shareOfSpend()))));
        return data;
    }

    private List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        for (ContributionStep step : contribution.steps()) {
            int percent = step.shareOfCustomers().movePointRight(2).intValue();
            if (percent == 1 || percent == 10 || percent == 20) {
                tiles.add(new Tile(
                        page.texts().get("contribution.tile", percent),
                        page.formats().percent(step.shareOfSpend()),
                        page.texts().counted("customers", step.customers())));
            }
        }
        if (contribution.gini() != null) {
            tiles.add(new Tile(
                    page.text("contribution.gini"),
                    Formats.number(contribution.gini(), 3),
                    page.text("contribution.gini.detail")));
        }
        return tiles;
    }

    private Table table(String spendName) {
        List<Row> rows = contribution.steps().stream()
                .map(step -> new Row(
                        Cell.text(page.texts()
                                .get(
                                        "contribution.tile",
                                        step.shareOfCustomers()
                                                .movePointRight(2)
                                                .intValue())),
                        List.of(
                                Cell.number(Formats.count(step.customers())),
                                Cell.number(page.formats().money(step.spend())),
                                Cell.number(page.formats().percent(step.shareOfSpend())))))
                .toList();
        return new Table(
                "contribution-table",
                page.texts().get("contribution.table", spendName),
                true,
                List.of(
                        page.column("column.topCustomers"),
                        page.numbers("column.customers"),
                        page.numbers("column.spend"),
                        page.numbers("column.shareOfSpend")),
                rows,
                null);
    }
}
