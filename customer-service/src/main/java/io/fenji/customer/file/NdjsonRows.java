package io.fenji.customer.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of an NDJSON file: one flat object a line, a column a member. The header is what the first lines have,
/// and then what the mapping knows besides.
final class NdjsonRows {
    private static final int SAMPLE_LINES = 1_000;
    private static final int SAMPLE_CHARS = 1 << 20;
    private static final int LARGEST_EXPONENT = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(RowFile.LONGEST_ROW)
                    .maxNestingDepth(2)
                    .build())
            .build();

    private record Parsed(long line, Map<String, String> members) {}

    private final LineReader lines;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private long line;

    private NdjsonRows(Reader text) {
        this.lines = new LineReader(text, RowFile.LONGEST_ROW);
    }

    static void read(Reader text, ReadingHints hints, FileFormat format, RowHandler handler) throws IOException {
        new NdjsonRows(text).read(hints, format, handler);
    }

    private void read(ReadingHints hints, FileFormat format, RowHandler handler) throws IOException {
        List<Parsed> sample = new ArrayList<>();
        int characters = 0;
        Parsed next = next();
        while (next != null) {
            sample.add(next);
            for (Map.Entry<String, String> member : next.members().entrySet()) {
                column(member.getKey());
                characters += member.getValue().length();
            }
            next = sample.size() < SAMPLE_LINES && characters < SAMPLE_CHARS ? next() : null;
        }
        if (sample.isEmpty()) {
            throw FileFault.empty();
        }
        hints.optionalColumns().forEach(this::column);
        handler.begin(format, List.copyOf(columns.keySet()));
        for (Parsed row : sample) {
            if (!handler.row(row(row))) {
                return;
            }
        }
        for (next = next(); next != null; next = next()) {
            if (!handler.row(row(next))) {
                return;
            }
        }
    }

    private void column(String name) {
        columns.putIfAbsent(name, columns.size());
        if (columns.size() > RowFile.MOST_COLUMNS) {
            throw FileFault.rowTooLarge(
                    "The objects have more than %d different members".formatted(RowFile.MOST_COLUMNS));
        }
    }

    private Row row(Parsed parsed) {
        String[] values = new String[columns.size()];
        Arrays.fill(values, "");
        parsed.members().forEach((name, value) -> {
            Integer column = columns.get(name);
            if (column == null) {
                throw FileFault.malformed(
                        parsed.line(),
                        "UNKNOWN_COLUMN",
                        "has a member '%s' that neither the first %d lines nor the mapping have"
                                .formatted(name.length() > 60 ? name.substring(0, 60) : name, SAMPLE_LINES));
            }
            values[column] = value;
        });
        return new Row(parsed.line(), Arrays.asList(values));
    }

    private @Nullable Parsed next() throws IOException {
        for (String text = lines.next(); text != null; text = lines.next()) {
            line++;
            if (!text.isBlank()) {
                return new Parsed(line, members(text));
            }
        }
        return null;
    }

    private Map<String, String> members(String text) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw FileFault.malformed(line, "NO_OBJECT", "is no JSON object");
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                String name = parser.currentName();
                members.put(name, value(parser, parser.nextToken(), name));
            }
            if (parser.nextToken() != null) {
                throw FileFault.malformed(line, "NO_OBJECT", "has something after its object");
            }
            return members;
        } catch (JsonProcessingException malformed) {
            throw FileFault.malformed(line, "MALFORMED_JSON", "is no JSON: " + malformed.getOriginalMessage());
        }
    }

    private String value(JsonParser parser, JsonToken token, String name) throws IOException {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NUMBER_FLOAT -> plain(parser.getText());
            case VALUE_NULL -> "";
            default ->
                throw FileFault.malformed(
                        line, "NOT_FLAT", "has an object or array in '%s'; only flat objects are read".formatted(name));
        };
    }

    /// 1.5e3 as 1500; written out, larger ones would take more than they are worth.
    private static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        return Math.abs((long) value.scale()) > LARGEST_EXPONENT ? number : value.toPlainString();
    }
}
