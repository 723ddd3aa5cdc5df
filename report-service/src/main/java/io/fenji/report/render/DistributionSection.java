package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.Money;
import io.fenji.report.content.TierProfile;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Chart;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Customers and spend of each tier.
final class DistributionSection {
    private static final String ID = "distribution";

    private final Presenter page;
    private final List<TierProfile> tiers;
    private final List<BigDecimal> customers;
    private final Optional<List<BigDecimal>> spend;

    DistributionSection(Presenter page) {
        this.page = page;
        this.tiers = page.content().distribution();
        this.customers = Shown.customers(tiers);
        this.spend = Shown.spend(tiers);
    }

    Section section() {
        String spendName = page.content().spendMetric().name();
        boolean empty = page.content().keyFigures().tiered() == 0;
        return new Section(
                page.entry(ID),
                page.texts().get(empty ? "distribution.empty" : "distribution.lead", spendName),
                List.of(),
                empty ? null : new Chart(ID, page.texts().get("distribution.chart", spendName), 60 + 64 * tiers.size()),
                List.of(table(spendName)),
                spend.isEmpty() && !empty ? List.of(page.text("share.none")) : List.of());
    }

    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("customersLabel", page.text("share.customers")).put("spendLabel", page.text("share.spend"));
        var rows = data.putArray("tiers");
        for (int i = 0; i < tiers.size(); i++) {
            int at = i;
            ObjectNode row = rows.addObject()
                    .put("name", tiers.get(i).name())
                    .put("colour", Presenter.colour(i, tiers.size()))
                    .put("customers", percent(customers.get(i)))
                    .put("customersText", Formats.count(tiers.get(i).customers()))
                    .put("spendText", page.formats().money(tiers.get(i).spend()));
            spend.ifPresent(shares -> row.put("spend", percent(shares.get(at))));
        }
        return data;
    }

    static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2);
    }

    private Table table(String spendName) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            TierProfile tier = tiers.get(i);
            rows.add(row(
                    page.tier(tier.tier(), tier.name()),
                    tier.customers(),
                    customers.get(i),
                    tier.spend(),
                    share(i),
                    tier.averageSpend(),
                    tier.averageOrders(),
                    tier.averageRecencyDays()));
        }
        return new Table(
                "distribution-table",
                page.texts().get("distribution.table", spendName),
                false,
                List.of(
                        page.column("column.tier"),
                        page.numbers("column.customers"),
                        page.numbers("column.share"),
                        page.numbers("column.spend"),
                        page.numbers("column.shareOfSpend"),
                        page.numbers("column.averageSpend"),
                        page.numbers("column.averageOrders"),
                        page.numbers("column.averageRecency")),
                rows,
                total());
    }

    private Row total() {
        long all = page.content().keyFigures().tiered();
        return row(
                Cell.text(page.text("column.total")),
                all,
                all == 0 ? BigDecimal.ZERO : BigDecimal.ONE,
                page.content().keyFigures().spend(),
                spend.isEmpty() ? null : BigDecimal.ONE,
                page.content().keyFigures().averageSpend(),
                null,
                null);
    }

    private @Nullable BigDecimal share(int i) {
        return spend.isEmpty() ? null : spend.get().get(i);
    }

    private Row row(
            Cell header,
            long count,
            BigDecimal share,
            Money sum,
            @Nullable BigDecimal shareOfSpend,
            @Nullable Money average,
            @Nullable BigDecimal orders,
            @Nullable BigDecimal recency) {
        Formats formats = page.formats();
        boolean total = header.css().isEmpty();
        return new Row(
                header,
                List.of(
                        Cell.number(Formats.count(count)),
                        Cell.number(formats.finePercent(share)),
                        Cell.number(formats.money(sum)),
                        Cell.number(formats.finePercent(shareOfSpend)),
                        Cell.number(formats.money(average)),
                        Cell.number(total ? "" : formats.oneDecimal(orders)),
                        Cell.number(total ? "" : formats.oneDecimal(recency))));
    }
}
