package io.fenji.customer.purchase;

import io.fenji.kit.sql.CopyRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes lines of the summaries, from PostgreSQL's bytes straight to those of JSON.
final class PurchaseSummaryLines {
    /// What stands before and after the value of a column; without the column, neither.
    private record Column(byte[] before, byte[] after) {
        static Column number(String name) {
            return new Column(bytes(",\"" + name + "\":"), new byte[0]);
        }

        static Column text(String name) {
            return new Column(bytes(",\"" + name + "\":\""), bytes("\""));
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column(bytes("{\"customerId\":\""), bytes("\"")),
            Column.number("frequency"),
            Column.number("recency"),
            Column.number("age"),
            Column.text("monetaryValue"),
            Column.number("holdoutFrequency"),
            Column.text("holdoutSpend"),
            Column.number("previousFrequency"));

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    /// The row as JSON; valid until the next one.
    ByteArrayOutputStream of(CopyRow row) {
        line.reset();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (!row.isNull(i)) {
                line.writeBytes(COLUMNS.get(i).before());
                row.writeTo(line, i);
                line.writeBytes(COLUMNS.get(i).after());
            }
        }
        line.write('}');
        return line;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
