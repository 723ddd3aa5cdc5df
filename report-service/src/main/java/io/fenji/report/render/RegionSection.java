package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.Regions;
import io.fenji.report.content.Regions.Kind;
import io.fenji.report.content.Regions.RegionRow;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Chart;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Customers by region.
final class RegionSection {
    private static final String ID = "regions";

    private final Presenter page;
    private final Regions regions;
    private final List<BigDecimal> customers;
    private final Optional<List<BigDecimal>> spend;

    RegionSection(Presenter page) {
        this.page = page;
        this.regions = page.content().regions();
        this.customers = Shown.customersOfRegions(regions.items());
        this.spend = Shown.spendOfRegions(regions.items());
    }

    Section section() {
        String level = regions.level().name().toLowerCase(Locale.ROOT);
        boolean empty = regions.items().isEmpty();
        String spendName = page.content().spendMetric().name();
        return new Section(
                page.entry(ID),
                page.texts()
                        .get(
                                empty
                                        ? (regions.regions() == 1 ? "regions.one" : "regions.empty")
                                        : "regions.lead." + level,
                                Formats.count(regions.regions())),
                List.of(),
                empty || spend.isEmpty()
                        ? null
                        : new Chart(ID, page.texts().get("regions.chart", spendName), 50 + 32 * shown().size()),
                empty ? List.of() : List.of(table(spendName)),
                List.of());
    }

    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = data.putArray("regions");
        for (RegionRow row : shown()) {
            rows.addObject()
                    .put("name", row.name())
                    .put("rest", row.kind() != Kind.REGION)
                    .put("spend", row.spend().amount())
                    .put("spendShort", page.formats().compact(row.spend()))
                    .put("spendText", page.formats().money(row.spend()))
                    .put("customersText", page.texts().counted("customers", row.customers()));
        }
        return data;
    }

    private List<RegionRow> shown() {
        return regions.items();
    }

    private Table table(String spendName) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < regions.items().size(); i++) {
            RegionRow row = regions.items().get(i);
            int at = i;
            rows.add(new Row(
                    new Cell(row.name(), row.kind() == Kind.REGION ? "" : "rest", null),
                    List.of(
                            Cell.number(Formats.count(row.customers())),
                            Cell.number(page.formats().finePercent(customers.get(i))),
                            Cell.number(page.formats().money(row.spend())),
                            Cell.number(spend.map(shares -> page.formats().finePercent(shares.get(at)))
                                    .orElse(Formats.NONE)),
                            Cell.number(Formats.count(row.topTierCustomers())))));
        }
        return new Table(
                "regions-table",
                page.texts().get("regions.table", spendName),
                true,
                List.of(
                        page.column("column.region"),
                        page.numbers("column.customers"),
                        page.numbers("column.share"),
                        page.numbers("column.spend"),
                        page.numbers("column.shareOfSpend"),
                        new PageView.Column(
                                page.texts()
                                        .get(
                                                "column.topTier",
                                                page.content().distribution().isEmpty()
                                                        ? ""
                                                        : page.content()
                                                                .distribution()
                                                                .getFirst()
                                                                .name()),
                                "num")),
                rows,
                null);
    }
}
