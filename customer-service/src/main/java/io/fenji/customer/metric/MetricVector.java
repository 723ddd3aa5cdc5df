package io.fenji.customer.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer's values at a business date; from PostgreSQL's text form of what is stored (`{12.5,NULL,3}`),
/// whose numbers are plain decimals and so JSON as they stand.
///
/// A metric that counts days is stored as the day it counts from, itself as days since 1970: so the passing of time
/// changes what is read and not what is stored.
record MetricVector(List<String> builtIn, List<String> own, List<@Nullable String> ownKeys) {
    private static final String ABSENT = "NULL";

    /// Uses each value.
    private interface Values<E extends Exception> {
        void accept(String key, String value) throws E;
    }

    /// At the state's date.
    static MetricVector of(String builtIn, String own, MetricState state) {
        return of(builtIn, own, state, state.businessDate());
    }

    static MetricVector of(String builtIn, String own, MetricState state, LocalDate businessDate) {
        String[] values = split(builtIn);
        for (int position : MetricCatalogue.DAILY) {
            count(values, position, businessDate);
        }
        String[] owns = split(own);
        for (int slot = 0; slot < state.ownDaily().size(); slot++) {
            if (state.ownDaily().get(slot)) {
                count(owns, slot, businessDate);
            }
        }
        return new MetricVector(List.of(values), List.of(owns), state.ownKeys());
    }

    void write(JsonGenerator json) throws IOException {
        forEach((key, value) -> {
            json.writeFieldName(key);
            json.writeNumber(value);
        });
    }

    Map<String, BigDecimal> toMap() {
        Map<String, BigDecimal> map = new LinkedHashMap<>();
        forEach((key, value) -> map.put(key, new BigDecimal(value)));
        return map;
    }

    private <E extends Exception> void forEach(Values<E> values) throws E {
        for (int i = 0; i < builtIn.size(); i++) {
            if (!builtIn.get(i).equals(ABSENT)) {
                values.accept(MetricCatalogue.KEYS.get(i), builtIn.get(i));
            }
        }
        for (int slot = 0; slot < Math.min(own.size(), ownKeys.size()); slot++) {
            @Nullable String key = ownKeys.get(slot);
            if (key != null && !own.get(slot).equals(ABSENT)) {
                values.accept(key, own.get(slot));
            }
        }
    }

    private static String[] split(String stored) {
        return stored.equals("{}")
                ? new String[0]
                : stored.substring(1, stored.length() - 1).split(",", -1);
    }

    private static void count(String[] values, int position, LocalDate businessDate) {
        if (position < values.length && !values[position].equals(ABSENT)) {
            values[position] = Long.toString(businessDate.toEpochDay() - Long.parseLong(values[position]));
        }
    }
}
