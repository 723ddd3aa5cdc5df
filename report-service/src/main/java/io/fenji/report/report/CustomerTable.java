package io.fenji.report.report;

import io.fenji.report.analytics.CustomerRows;
import io.fenji.report.analytics.CustomerRows.CustomerRow;
import io.fenji.report.document.Cell;
import io.fenji.report.document.RowTable;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.sql.Connection;
import java.util.List;
import java.util.function.LongConsumer;

/// Every tiered customer with its keys; names stay in customer-service.
record CustomerTable(ReportSubject subject, Connection connection) {
    private static final int EVERY = 5_000;

    /// @param done hears from time to time how many have passed
    RowTable table(LongConsumer done) {
        return new RowTable(
                subject.texts().get("customers.title"),
                List.of(
                        column("place", ValueType.COUNT),
                        column("customerId", ValueType.TEXT),
                        column("source", ValueType.TEXT),
                        column("key", ValueType.TEXT),
                        column("kind", ValueType.TEXT),
                        column("tier", ValueType.TIER),
                        column("score", ValueType.NUMBER),
                        column("spend", ValueType.MONEY),
                        column("orders", ValueType.COUNT),
                        column("recency", ValueType.COUNT),
                        column("country", ValueType.TEXT),
                        column("province", ValueType.TEXT),
                        column("city", ValueType.TEXT),
                        column("industry", ValueType.TEXT),
                        column("channel", ValueType.TEXT),
                        column("registeredOn", ValueType.DATE)),
                consumer -> CustomerRows.each(connection, subject.scheme().key(), row -> {
                    consumer.accept(cells(row));
                    if (row.place() % EVERY == 0) {
                        done.accept(row.place());
                    }
                }));
    }

    private Column column(String key, ValueType type) {
        return new Column(key, subject.texts().get("column." + key), type);
    }

    private List<Cell> cells(CustomerRow row) {
        return List.of(
                Cell.of(row.place()),
                Cell.of(row.id().toString()),
                Cell.of(row.source()),
                Cell.of(row.key()),
                Cell.of(kind(row)),
                Cell.of(subject.tierName(row.rank())),
                Cell.of(row.score()),
                Cell.of(subject.money(row.spend())),
                Cell.of(row.orders()),
                Cell.of(row.recency()),
                Cell.of(row.country()),
                Cell.of(row.province()),
                Cell.of(row.city()),
                Cell.of(row.industry()),
                Cell.of(row.channel()),
                Cell.of(row.registeredOn()));
    }

    private String kind(CustomerRow row) {
        String key = "attribute.kind." + row.kind();
        return subject.texts().has(key) ? subject.texts().get(key) : "";
    }
}
