package io.fenji.customer.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A customer's values at a business date, in the catalogue's order; from PostgreSQL's text form of the stored vector
/// (`{12.5,NULL,3}`), whose numbers are plain decimals and so JSON as they stand.
///
/// A metric that counts days is stored as the day it counts from, itself as days since 1970: so the passing of time
/// changes what is read and not what is stored.
record MetricVector(List<String> values) {
    private static final String ABSENT = "NULL";

    static MetricVector of(String stored, LocalDate businessDate) {
        String[] values = stored.substring(1, stored.length() - 1).split(",", -1);
        for (int position : MetricCatalogue.DAILY) {
            if (position < values.length && !values[position].equals(ABSENT)) {
                values[position] = Long.toString(businessDate.toEpochDay() - Long.parseLong(values[position]));
            }
        }
        return new MetricVector(List.of(values));
    }

    void write(JsonGenerator json) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).equals(ABSENT)) {
                json.writeFieldName(MetricCatalogue.KEYS.get(i));
                json.writeNumber(values.get(i));
            }
        }
    }

    Map<String, BigDecimal> toMap() {
        Map<String, BigDecimal> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).equals(ABSENT)) {
                map.put(MetricCatalogue.KEYS.get(i), new BigDecimal(values.get(i)));
            }
        }
        return map;
    }
}
