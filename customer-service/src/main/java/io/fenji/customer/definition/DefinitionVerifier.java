package io.fenji.customer.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with a metric's document, each fault with its place.
public final class DefinitionVerifier {
    private static final String KEY = "[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)?(\\.[0-9]+d)?";
    private static final int LONGEST_KEY = 63;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_VALUES = 200;
    private static final int LONGEST_WINDOW = 3_650;
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");
    private static final Set<String> UNITS = Set.of("count", "days", "money", "number", "ratio", "score");

    private final MetricDocument document;
    private final List<FieldError> faults = new ArrayList<>();

    private DefinitionVerifier(MetricDocument document) {
        this.document = document;
    }

    public static List<FieldError> verify(MetricDocument document) {
        DefinitionVerifier verifier = new DefinitionVerifier(document);
        verifier.names();
        verifier.window();
        verifier.value();
        return List.copyOf(verifier.faults);
    }

    private void names() {
        if (document.key() == null
                || !document.key().matches(KEY)
                || document.key().length() > LONGEST_KEY) {
            find(
                    "/key",
                    "INVALID_KEY",
                    "must be one or two words of letters and, if you like, a window, such as spend.web.90d");
        }
        texts("/name", document.name(), true, LONGEST_TEXT);
        texts("/description", document.description(), false, LONGEST_DESCRIPTION);
        if (document.group() == null || !document.group().matches("[a-z][A-Za-z]{0,39}")) {
            find("/group", "INVALID_GROUP", "must be a word of 1 to 40 letters that begins in lower case");
        }
        if (document.unit() == null || !UNITS.contains(document.unit())) {
            find(
                    "/unit",
                    "INVALID_UNIT",
                    "must be one of " + UNITS.stream().sorted().toList());
        }
    }

    private void texts(String pointer, @Nullable Map<String, @Nullable String> texts, boolean required, int longest) {
        if (texts == null) {
            if (required) {
                find(pointer, "REQUIRED", "must be given");
            }
            return;
        }
        texts.keySet().stream()
                .filter(language -> !LANGUAGES.contains(language))
                .forEach(language -> find(
                        pointer + "/" + language.replace("~", "~0").replace("/", "~1"),
                        "UNKNOWN_LANGUAGE",
                        "must be zh-CN or en"));
        for (String language : LANGUAGES) {
            @Nullable String text = texts.get(language);
            if (text == null || text.isBlank() || text.length() > longest) {
                find(pointer + "/" + language, "INVALID_TEXT", "must have 1 to %d characters".formatted(longest));
            }
        }
    }

    private void window() {
        @Nullable String window = document.window();
        boolean days = window != null
                && window.matches("[1-9][0-9]{0,3}d")
                && Integer.parseInt(window.substring(0, window.length() - 1)) <= LONGEST_WINDOW;
        if (!days && !Definition.LIFETIME.equals(window)) {
            find("/window", "INVALID_WINDOW", "must be 1d to %dd, or lifetime".formatted(LONGEST_WINDOW));
        } else if (document.key() != null
                && document.key().matches(".*\\.([0-9]+d|lifetime)")
                && !document.key().endsWith("." + window)) {
            find("/window", "OTHER_WINDOW", "must be the one that the key ends with");
        }
    }

    private void value() {
        Optional<Aggregate> aggregate = Aggregate.of(String.valueOf(document.aggregate()));
        if (aggregate.isEmpty()) {
            find("/aggregate", "UNKNOWN_AGGREGATE", "must be one of " + keys(Aggregate.values(), Aggregate::key));
        }
        Optional<MetricSource> source = MetricSource.of(String.valueOf(document.source()));
        if (source.isEmpty()) {
            find("/source", "UNKNOWN_SOURCE", "must be one of " + keys(MetricSource.values(), MetricSource::key));
            return;
        }
        aggregate.ifPresent(known -> field(source.get(), known));
        filter(source.get());
    }

    private void field(MetricSource source, Aggregate aggregate) {
        @Nullable String name = document.field();
        if (name == null) {
            if (aggregate.needsField()) {
                find("/field", "REQUIRED", "%s needs one of %s".formatted(aggregate.key(), source.fieldKeys()));
            }
            return;
        }
        if (!aggregate.needsField()) {
            find("/field", "NOT_FOR_AGGREGATE", "%s looks at no field".formatted(aggregate.key()));
            return;
        }
        Optional<MetricSource.Field> field = source.field(name);
        if (field.isEmpty()) {
            unknownField("/field", source, name);
        } else if (!aggregate.suits(field.get().type())) {
            find(
                    "/aggregate",
                    "NOT_FOR_TYPE",
                    "%s does not suit the %s field '%s'"
                            .formatted(aggregate.key(), word(field.get().type()), name));
        }
    }

    private void filter(MetricSource source) {
        if (document.filter() == null) {
            return;
        }
        if (document.filter().size() > MOST_CONDITIONS) {
            find("/filter", "TOO_MANY", "must have at most %d conditions".formatted(MOST_CONDITIONS));
            return;
        }
        for (int i = 0; i < document.filter().size(); i++) {
            @Nullable FilterCondition condition = document.filter().get(i);
            String pointer = "/filter/" + i;
            if (condition == null || condition.field() == null) {
                find(pointer + "/field", "REQUIRED", "must be one of " + source.fieldKeys());
            } else if (condition.comparisons().size() != 1) {
                find(pointer, "INVALID_CONDITION", "must have a field and exactly one comparison");
            } else {
                Optional<MetricSource.Field> field = source.field(condition.field());
                if (field.isEmpty()) {
                    unknownField(pointer + "/field", source, condition.field());
                } else {
                    comparison(pointer, condition, field.get().type());
                }
            }
        }
    }

    private void comparison(String pointer, FilterCondition condition, FieldType type) {
        String comparison = condition.comparisons().getFirst();
        String place = pointer + "/" + comparison;
        boolean suits = switch (comparison) {
            case "is", "present" -> true;
            case "in", "notIn" -> type == FieldType.TEXT;
            default -> type == FieldType.NUMBER;
        };
        if (!suits) {
            find(place, "NOT_FOR_TYPE", "'%s' is a %s field".formatted(condition.field(), word(type)));
            return;
        }
        if (condition.is() != null && !isOf(condition.is(), type)) {
            find(place, "NOT_FOR_TYPE", "must be a %s".formatted(word(type)));
        }
        values(place, condition.in());
        values(place, condition.notIn());
    }

    private void values(String place, @Nullable List<@Nullable String> values) {
        if (values == null) {
            return;
        }
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            find(place, "OUT_OF_RANGE", "must be 1 to %d values".formatted(MOST_VALUES));
        } else if (values.stream().anyMatch(value -> value == null || value.length() > LONGEST_TEXT)) {
            find(place, "INVALID_TEXT", "must be texts of at most %d characters".formatted(LONGEST_TEXT));
        }
    }

    private static boolean isOf(JsonNode value, FieldType type) {
        return switch (type) {
            case NUMBER -> value.isNumber();
            case TEXT -> value.isTextual() && value.textValue().length() <= LONGEST_TEXT;
            case FLAG -> value.isBoolean();
        };
    }

    private static String word(FieldType type) {
        return switch (type) {
            case NUMBER -> "number";
            case TEXT -> "text";
            case FLAG -> "true-or-false";
        };
    }

    private void unknownField(String pointer, MetricSource source, String name) {
        find(
                pointer,
                "UNKNOWN_FIELD",
                "%s have no field '%s', only %s".formatted(source.key(), name, source.fieldKeys()));
    }

    private static <T> List<String> keys(T[] values, Function<T, String> key) {
        return Arrays.stream(values).map(key).toList();
    }

    private void find(String pointer, String code, String detail) {
        faults.add(new FieldError(pointer, code, detail));
    }
}
