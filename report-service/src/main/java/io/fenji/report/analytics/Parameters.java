package io.fenji.report.analytics;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Query parameters as values; what is none is a 400 that names the parameter.
final class Parameters {
    private Parameters() {}

    static int number(String name, @Nullable String text, int otherwise, int least, int most) {
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw invalid(name, "takes a whole number from %d to %d".formatted(least, most));
    }

    static @Nullable LocalDate date(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() <= 2999) {
                return date;
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        throw invalid(name, "takes a date such as 2026-06-30");
    }

    static String oneOf(String name, @Nullable String text, String otherwise, List<String> known) {
        if (text == null) {
            return otherwise;
        }
        if (known.contains(text)) {
            return text;
        }
        throw invalid(name, "takes one of " + String.join(", ", known));
    }

    static UUID id(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw invalid(name, "takes the id of a customer");
        }
    }

    static ProblemException invalid(String name, String rule) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, name, "INVALID", "'%s' %s".formatted(name, rule));
    }
}
