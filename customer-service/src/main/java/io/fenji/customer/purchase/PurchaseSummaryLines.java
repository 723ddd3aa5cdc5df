package io.fenji.customer.purchase;

import io.fenji.kit.sql.CopyRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Makes lines of the summaries, from PostgreSQL's bytes straight to those of JSON.
final class PurchaseSummaryLines {
    /// What stands before the value of a column; with a quotation mark at its end one follows, too.
    private static final List<byte[]> NAMES = Stream.of(
                    "{\"customerId\":\"",
                    ",\"frequency\":",
                    ",\"recency\":",
                    ",\"age\":",
                    ",\"monetaryValue\":\"",
                    ",\"holdoutFrequency\":",
                    ",\"holdoutSpend\":\"",
                    ",\"previousFrequency\":")
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    /// The row as JSON; valid until the next one.
    ByteArrayOutputStream of(CopyRow row) {
        line.reset();
        for (int i = 0; i < NAMES.size(); i++) {
            if (!row.isNull(i)) {
                byte[] name = NAMES.get(i);
                line.writeBytes(name);
                row.writeTo(line, i);
                if (name[name.length - 1] == '"') {
                    line.write('"');
                }
            }
        }
        line.write('}');
        return line;
    }
}
