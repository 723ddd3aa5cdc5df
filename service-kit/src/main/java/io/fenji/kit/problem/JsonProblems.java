package io.fenji.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what Jackson says of a body into place and reason, without class names.
final class JsonProblems {
    private JsonProblems() {}

    static ProblemException of(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return new ProblemException(
                    CommonProblem.MALFORMED_JSON,
                    "The body is not well-formed JSON%s: %s".formatted(place(failure), syntax(failure)),
                    List.of(),
                    failure);
        }
        if (mapping.getCause() instanceof JsonProcessingException syntax && !(syntax instanceof JsonMappingException)) {
            return of(syntax);
        }
        if (mapping.getCause() instanceof ProblemException problem) {
            return problem;
        }
        String pointer = pointer(mapping);
        FieldError error = switch (mapping) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(
                        pointer,
                        "UNKNOWN_PROPERTY",
                        "'%s' is not a property here".formatted(unknown.getPropertyName()));
            default -> new FieldError(pointer, "INVALID_VALUE", reason(mapping));
        };
        return new ProblemException(
                CommonProblem.INVALID_REQUEST,
                "The body is not valid at %s: %s".formatted(pointer.isEmpty() ? "its root" : pointer, error.detail()),
                List.of(error),
                failure);
    }

    private static String reason(JsonMappingException mapping) {
        // A record's compact constructor says what it wants; anything else would name our classes.
        Throwable cause = mapping.getCause();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        if (mapping instanceof com.fasterxml.jackson.databind.exc.InvalidFormatException format) {
            String value = String.valueOf(format.getValue());
            return "'%s' is not a valid value".formatted(value.length() > 100 ? value.substring(0, 100) + "…" : value);
        }
        if (mapping.getPath().isEmpty() && mapping.getOriginalMessage().startsWith("No content")) {
            return "the body is empty";
        }
        return "the value is of the wrong type";
    }

    private static String syntax(JsonProcessingException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        int end = message.indexOf(" (through reference");
        String text = end < 0 ? message : message.substring(0, end);
        return text.replace("`StreamReadConstraints.", "")
                .replaceAll("(`?com\\.fasterxml[\\w.$`]*|\\(start marker.*)", "");
    }

    private static String place(JsonProcessingException failure) {
        var location = failure.getLocation();
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String pointer(JsonMappingException mapping) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference reference : mapping.getPath()) {
            @Nullable String field = reference.getFieldName();
            pointer.append('/')
                    .append(
                            field == null
                                    ? Integer.toString(reference.getIndex())
                                    : field.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
