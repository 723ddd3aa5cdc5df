package io.fenji.scoring.tier;

import io.fenji.scoring.clock.Clocks;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes tiers from what COPY brings straight to the bytes of JSON or CSV: neither the server nor this process makes
/// texts or objects of values only to write them. COPY also lets the server read with several processes, which a cursor
/// does not.
final class TierExport {
    private final ExportFormat format;
    private final List<ExportField> fields;
    private final Map<ExportField, String> constants = new EnumMap<>(ExportField.class);

    private TierExport(TierFilter filter, @Nullable Clocks clocks, ExportFormat format) {
        this.format = format;
        this.fields = new ArrayList<>(format.fields());
        constants.put(ExportField.SCHEME, filter.scheme());
        if (clocks != null) {
            fields.addAll(ExportField.PAST);
            constants.put(ExportField.AS_OF, clocks.asOf().toString());
            constants.put(ExportField.KNOWN_AT, clocks.knownAt().toString());
        }
    }

    /// Writes all that a filter finds, without names of tiers. Needs a transaction.
    ///
    /// @param clocks null for the present
    /// @return how many
    static long write(
            Connection connection,
            TierFilter filter,
            @Nullable Clocks clocks,
            ExportFormat format,
            ExportBuffer buffer) {
        String columns = clocks == null ? TierRow.NAMES : PastTier.NAMES;
        String from = "(%s) found (%s)".formatted(filter.query(clocks, "").text(), columns);
        return new TierExport(filter, clocks, format).write(connection, from, buffer);
    }

    private long write(Connection connection, String from, ExportBuffer buffer) {
        String columns = fields.stream()
                .filter(field -> !constants.containsKey(field))
                .map(ExportField::column)
                .collect(Collectors.joining(", "));
        ExportCell[] cells = fields.stream()
                .map(field -> new ExportCell(format, field, constants.get(field)))
                .toArray(ExportCell[]::new);
        byte[] end = format.end();
        long count = 0;
        try (CopyOutReader rows = CopyOutReader.open(connection, "select " + columns + " from " + from)) {
            while (rows.next()) {
                for (ExportCell cell : cells) {
                    cell.write(rows, buffer);
                }
                buffer.bytes(end);
                buffer.endLine();
                count++;
            }
        }
        return count;
    }
}
