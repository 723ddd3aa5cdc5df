package io.fenji.customer.landing;

import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows how rows would land, as far as a row alone can tell.
@ApplicationScoped
public class RowPreview {
    /// A row: its values per field, or why it is refused, or neither where it is skipped.
    @RegisterForReflection
    public record Shown(
            long line,
            @Nullable Map<String, String> values,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Boolean skipped) {}

    private final BusinessClock clock;
    private final String baseCurrency;

    RowPreview(BusinessClock clock, BaseCurrency baseCurrency) {
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    public List<Shown> show(Mapping mapping, FileFormat format, List<String> header, List<Row> rows) {
        RowReader reader = new RowReader(mapping, format, header, clock.zone(), baseCurrency);
        return rows.stream().map(row -> shown(reader, row)).toList();
    }

    private static Shown shown(RowReader reader, Row row) {
        if (reader.skips(row)) {
            return new Shown(row.line(), null, null, null, true);
        }
        try {
            @Nullable String[] texts = reader.values(row);
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < texts.length; i++) {
                String text = texts[i];
                if (text != null) {
                    values.put(reader.fields().get(i).key(), text);
                }
            }
            return new Shown(row.line(), values, null, null, null);
        } catch (RefusedException refused) {
            return new Shown(
                    row.line(), null, refused.refusal().name(), refused.reason().replace('\0', '\ufffd'), null);
        }
    }
}
