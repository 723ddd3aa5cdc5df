package io.fenji.scoring.tier;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How an export writes tiers. A value is written with what stands before it; absent ones are left out of JSON, and
/// are empty cells in CSV.
enum ExportFormat {
    /// As the JSON of [TierAnswer] has them.
    NDJSON(
            "{\"",
            ",\"",
            "\":",
            "\"",
            "}\n",
            List.of(
                    ExportField.CUSTOMER_ID,
                    ExportField.SCHEME,
                    ExportField.TIER,
                    ExportField.OUTSIDE,
                    ExportField.SCORE,
                    ExportField.SINCE,
                    ExportField.COMPUTED_AT,
                    ExportField.DATA_AS_OF,
                    ExportField.BUSINESS_DATE,
                    ExportField.SCHEME_VERSION,
                    ExportField.CALIBRATION_ID,
                    ExportField.RUN_ID)),
    /// As RFC 4180 has them.
    CSV(
            "",
            ",",
            "",
            "",
            "\r\n",
            List.of(
                    ExportField.CUSTOMER_ID,
                    ExportField.SCHEME,
                    ExportField.TIER,
                    ExportField.SCORE,
                    ExportField.SINCE,
                    ExportField.COMPUTED_AT,
                    ExportField.DATA_AS_OF,
                    ExportField.BUSINESS_DATE,
                    ExportField.SCHEME_VERSION,
                    ExportField.CALIBRATION_ID,
                    ExportField.RUN_ID,
                    ExportField.OUTSIDE));

    private final String first;
    private final String further;
    private final String afterName;
    private final String quote;
    private final String end;
    private final List<ExportField> fields;

    ExportFormat(String first, String further, String afterName, String quote, String end, List<ExportField> fields) {
        this.first = first;
        this.further = further;
        this.afterName = afterName;
        this.quote = quote;
        this.end = end;
        this.fields = fields;
    }

    /// In their order; of the past there are more ([ExportField#PAST]).
    List<ExportField> fields() {
        return fields;
    }

    /// What stands before a value, up to the value itself. The first field is never absent.
    byte[] before(ExportField field) {
        String name = this == NDJSON ? field.label() : "";
        String quotes = field.kind().isQuoted() ? quote : "";
        return bytes((field == fields.getFirst() ? first : further) + name + afterName + quotes);
    }

    /// What stands behind a value.
    byte[] after(ExportField field) {
        return bytes(field.kind().isQuoted() ? quote : "");
    }

    /// What stands in the place of a value that is absent.
    byte[] absent() {
        return bytes(this == NDJSON ? "" : further);
    }

    byte[] end() {
        return bytes(end);
    }

    /// The names of all fields, in a line.
    String header(boolean past) {
        Stream<ExportField> named = past ? Stream.concat(fields.stream(), ExportField.PAST.stream()) : fields.stream();
        return named.map(ExportField::label).collect(Collectors.joining(further)) + end;
    }

    /// A text as a value, without what stands before and behind it.
    byte[] text(String text) {
        return switch (this) {
            case NDJSON -> JsonStringEncoder.getInstance().quoteAsUTF8(text);
            case CSV -> bytes(CsvCells.cell(text));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
