package io.fenji.report.render;

import io.fenji.report.content.TopCustomer;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.text.Formats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The customers with the largest spend.
final class CustomerSection {
    private static final String ID = "top-customers";

    private final Presenter page;

    CustomerSection(Presenter page) {
        this.page = page;
    }

    Section section() {
        List<TopCustomer> top = page.content().topCustomers();
        String spendName = page.content().spendMetric().name();
        return new Section(
                page.entry(ID),
                top.isEmpty()
                        ? page.text("top.empty")
                        : page.texts().get("top.lead", Formats.count(top.size()), spendName),
                List.of(),
                null,
                top.isEmpty() ? List.of() : List.of(table(top, spendName)),
                List.of());
    }

    private Table table(List<TopCustomer> top, String spendName) {
        return new Table(
                "top-customers-table",
                page.texts().get("top.table", spendName),
                false,
                List.of(
                        page.column("column.customer"),
                        page.column("column.tier"),
                        page.column("column.region"),
                        page.numbers("column.spend"),
                        page.numbers("column.shareOfSpend"),
                        page.numbers("column.orders"),
                        page.numbers("column.recency")),
                top.stream().map(this::row).toList(),
                null);
    }

    private Row row(TopCustomer customer) {
        Formats formats = page.formats();
        return new Row(
                customer(customer.label(), customer.key()),
                List.of(
                        page.tier(customer.tier(), customer.tierName()),
                        Cell.text(customer.region() == null ? Formats.NONE : customer.region()),
                        Cell.number(formats.money(customer.spend())),
                        Cell.number(formats.finePercent(customer.shareOfSpend())),
                        Cell.number(formats.n(customer.orders())),
                        Cell.number(
                                customer.recencyDays() == null
                                        ? Formats.NONE
                                        : Formats.number(customer.recencyDays(), 0))));
    }

    /// A name with its key below, unless the key is the name.
    static Cell customer(String label, @Nullable String key) {
        return new Cell(label, "name", label.equals(key) ? null : key);
    }
}
