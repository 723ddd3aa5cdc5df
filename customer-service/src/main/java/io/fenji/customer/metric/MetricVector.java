package io.fenji.customer.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A vector in PostgreSQL's text form (`{12.5,NULL,3}`), whose numbers are plain decimals and so JSON as they stand.
record MetricVector(List<String> values) {
    private static final String ABSENT = "NULL";

    static MetricVector of(String text) {
        return new MetricVector(List.of(text.substring(1, text.length() - 1).split(",", -1)));
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
