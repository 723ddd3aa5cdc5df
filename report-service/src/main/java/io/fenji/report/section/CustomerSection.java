package io.fenji.report.section;

import io.fenji.report.content.TopCustomer;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The customers with the largest spend.
final class CustomerSection {
    private CustomerSection() {}

    static Section of(Subject subject) {
        List<TopCustomer> top = subject.content().topCustomers();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(
                top.isEmpty()
                        ? subject.text("top.empty")
                        : subject.texts().get("top.lead", Formats.count(top.size()), subject.spendName())));
        if (!top.isEmpty()) {
            blocks.add(table(subject, top));
        }
        return subject.section("top-customers", blocks);
    }

    private static Table table(Subject subject, List<TopCustomer> top) {
        return new Table(
                "top-customers-table",
                subject.texts().get("top.table", subject.spendName()),
                false,
                List.of(
                        subject.column("customer", ValueType.TEXT),
                        subject.column("key", ValueType.TEXT),
                        subject.column("tier", ValueType.TIER),
                        subject.column("region", ValueType.TEXT),
                        subject.column("spend", ValueType.MONEY),
                        subject.column("shareOfSpend", ValueType.PERCENT),
                        subject.column("orders", ValueType.COUNT),
                        subject.column("recency", ValueType.COUNT)),
                top.stream()
                        .map(customer -> List.of(
                                name(customer.label()),
                                Cell.of(customer.key()),
                                subject.tier(customer.tier(), customer.tierName()),
                                Cell.of(customer.region()),
                                Cell.of(customer.spend()),
                                Cell.of(customer.shareOfSpend()),
                                Cell.of(customer.orders()),
                                Cell.of(
                                        customer.recencyDays() == null
                                                ? null
                                                : customer.recencyDays()
                                                        .setScale(0, RoundingMode.HALF_UP)
                                                        .longValue())))
                        .toList(),
                null);
    }

    static Cell name(@Nullable String label) {
        return new Cell(label, "name", null);
    }
}
