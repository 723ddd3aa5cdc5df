package io.fenji.customer.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer's values at a business date; from PostgreSQL's text form of what is stored (`{12.5,NULL,3}`).
///
/// A metric that counts days is stored as the day it counts from, itself as days since 1970: so the passing of time
/// changes what is read and not what is stored.
record MetricVector(List<String> builtIn, List<String> own, List<@Nullable String> ownKeys) {
    private static final String ABSENT = "NULL";

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

    Map<String, BigDecimal> toMap() {
        Map<String, BigDecimal> map = new LinkedHashMap<>();
        for (int i = 0; i < builtIn.size(); i++) {
            put(map, MetricCatalogue.KEYS.get(i), builtIn.get(i));
        }
        for (int slot = 0; slot < Math.min(own.size(), ownKeys.size()); slot++) {
            put(map, ownKeys.get(slot), own.get(slot));
        }
        return map;
    }

    private static void put(Map<String, BigDecimal> map, @Nullable String key, String value) {
        if (key != null && !value.equals(ABSENT)) {
            map.put(key, new BigDecimal(value));
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
