package io.fenji.customer.mapping;

import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with a mapping before a file meets it.
public final class MappingVerifier {
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "windows-1252");
    private static final Set<String> DELIMITERS = Set.of(",", ";", "\t", "|");
    private static final Set<String> QUOTES = Set.of("\"", "'");
    private static final Set<String> DECIMAL_SEPARATORS = Set.of(".", ",");
    private static final String CUSTOM_FIELD = "[a-z][A-Za-z0-9]{0,39}";
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_COLUMN = 200;

    private final List<FieldError> findings = new ArrayList<>();
    private final Mapping mapping;

    private MappingVerifier(Mapping mapping) {
        this.mapping = mapping;
    }

    public static List<FieldError> verify(Mapping mapping) {
        MappingVerifier verifier = new MappingVerifier(mapping);
        verifier.head();
        verifier.columns();
        verifier.defaults();
        verifier.rules();
        return List.copyOf(verifier.findings);
    }

    private void head() {
        if (!mapping.source().matches(ExternalKey.SOURCE) || mapping.source().length() > 60) {
            find("/source", "INVALID_SOURCE", "must be 1 to 60 letters, digits, '.', '_' or '-'");
        }
        oneOf("/encoding", "INVALID_ENCODING", mapping.encoding(), ENCODINGS);
        oneOf("/delimiter", "INVALID_DELIMITER", mapping.delimiter(), DELIMITERS);
        oneOf("/quote", "INVALID_QUOTE", mapping.quote(), QUOTES);
        oneOf("/decimalSeparator", "INVALID_SEPARATOR", mapping.decimalSeparator(), DECIMAL_SEPARATORS);
        if (mapping.sheet() != null) {
            columnName("/sheet", mapping.sheet());
        }
        if (mapping.description() != null && mapping.description().length() > LONGEST_TEXT) {
            find("/description", "TOO_LONG", "must have at most 400 characters");
        }
    }

    private void oneOf(String pointer, String code, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            find(pointer, code, "must be one of " + allowed.stream().sorted().toList());
        }
    }

    private void columns() {
        Set<String> names = new HashSet<>();
        Set<String> filled = new HashSet<>();
        if (mapping.columns().isEmpty() || mapping.columns().size() > 200) {
            find("/columns", "OUT_OF_RANGE", "must be 1 to 200 columns");
        }
        for (int i = 0; i < mapping.columns().size(); i++) {
            Mapping.Column column = mapping.columns().get(i);
            String pointer = "/columns/" + i;
            columnName(pointer + "/column", column.column());
            if (!names.add(column.column())) {
                find(pointer + "/column", "DUPLICATE_COLUMN", "'%s' is mapped twice".formatted(column.column()));
            }
            Field field = column.field();
            if (!mapping.type().fields().contains(field)) {
                find(
                        pointer + "/field",
                        "UNKNOWN_FIELD",
                        "%s have no field '%s'".formatted(mapping.type().key(), field.key()));
            } else if (!filled.add(field.key() + " " + column.customField())) {
                find(pointer + "/field", "DUPLICATE_FIELD", "'%s' is filled twice".formatted(field.key()));
            }
            if ((field == Field.CUSTOM) != (column.customField() != null)) {
                find(
                        pointer + "/customField",
                        "INVALID_CUSTOM_FIELD",
                        "stands with the field 'custom' and with no other");
            } else if (column.customField() != null && !column.customField().matches(CUSTOM_FIELD)) {
                find(pointer + "/customField", "INVALID_CUSTOM_FIELD", "must be the key of a custom field");
            }
            patterns(pointer, column);
        }
        for (Field field : mapping.type().fields()) {
            if (mapping.type().requires(field) && !mapping.fills(field)) {
                find(
                        "/columns",
                        "MISSING_FIELD",
                        "no column and no default fills '%s', which every row needs".formatted(field.key()));
            }
        }
        for (int i = 0; i < mapping.ignored().size(); i++) {
            columnName("/ignoredColumns/" + i, mapping.ignored().get(i));
            if (!names.add(mapping.ignored().get(i))) {
                find(
                        "/ignoredColumns/" + i,
                        "DUPLICATE_COLUMN",
                        "'%s' stands twice".formatted(mapping.ignored().get(i)));
            }
        }
    }

    private void columnName(String pointer, @Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_COLUMN) {
            find(pointer, "INVALID_COLUMN", "must be a header of 1 to 200 characters");
        }
    }

    private void patterns(String pointer, Mapping.Column column) {
        if (column.patterns() == null) {
            return;
        }
        if (!column.field().format().hasPatterns()) {
            find(
                    pointer + "/patterns",
                    "NOT_A_DATE",
                    "'%s' is no date or time".formatted(column.field().key()));
            return;
        }
        if (column.patterns().isEmpty() || column.patterns().size() > 10) {
            find(pointer + "/patterns", "OUT_OF_RANGE", "must be 1 to 10 patterns");
        }
        for (int i = 0; i < column.patterns().size(); i++) {
            String pattern = column.patterns().get(i);
            if (!DatePattern.isUsable(pattern)) {
                find(
                        pointer + "/patterns/" + i,
                        "INVALID_PATTERN",
                        "'%s' is not a pattern with year, month and day".formatted(pattern));
            }
        }
    }

    private void defaults() {
        if (mapping.defaults() == null) {
            return;
        }
        for (Map.Entry<String, String> entry : mapping.defaults().entrySet()) {
            String pointer = "/defaults/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            boolean known = mapping.type().fields().stream()
                    .anyMatch(field -> field != Field.CUSTOM && field.key().equals(entry.getKey()));
            if (!known) {
                find(
                        pointer,
                        "UNKNOWN_FIELD",
                        "%s have no field '%s'".formatted(mapping.type().key(), entry.getKey()));
            } else if (entry.getValue() == null
                    || entry.getValue().isBlank()
                    || entry.getValue().length() > LONGEST_TEXT) {
                find(pointer, "INVALID_VALUE", "must be a text of 1 to 400 characters");
            }
        }
    }

    private void rules() {
        Set<String> names = new HashSet<>(mapping.ignored());
        mapping.columns().forEach(column -> names.add(column.column()));
        for (int i = 0; i < mapping.skips().size(); i++) {
            if (!names.contains(mapping.skips().get(i).column())) {
                find(
                        "/skip/" + i + "/column",
                        "UNKNOWN_COLUMN",
                        "'%s' is neither mapped nor ignored"
                                .formatted(mapping.skips().get(i).column()));
            }
        }
        mark("/returns", mapping.returns(), names);
        mark("/cancellations", mapping.cancellations(), names);
    }

    private void mark(String pointer, Mapping.@Nullable MarkRule rule, Set<String> names) {
        if (rule == null) {
            return;
        }
        if (mapping.type() != ImportType.ORDERS) {
            find(pointer, "NOT_FOR_TYPE", "only orders have returns and cancellations");
        }
        if (rule.orderKeyPrefix() == null && rule.column() == null) {
            find(pointer, "INVALID_RULE", "must have an orderKeyPrefix, or a column with values");
        }
        if (rule.orderKeyPrefix() != null) {
            columnName(pointer + "/orderKeyPrefix", rule.orderKeyPrefix());
        }
        if (rule.column() != null && !names.contains(rule.column())) {
            find(pointer + "/column", "UNKNOWN_COLUMN", "'%s' is neither mapped nor ignored".formatted(rule.column()));
        }
        if ((rule.column() == null) != (rule.values() == null || rule.values().isEmpty())) {
            find(pointer + "/values", "INVALID_RULE", "a column and its values stand together");
        }
    }

    private void find(String pointer, String code, String detail) {
        findings.add(new FieldError(pointer, code, detail));
    }
}
