package io.fenji.customer.mapping;

import io.fenji.kit.problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The patterns that most dates of a column follow. A date that follows none is a fault of its row, not of the column.
final class DateGuess {
    private static final List<String> PATTERNS = List.of(
            DatePattern.ISO,
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy-M-d",
            "yyyy/M/d",
            "yyyy/M/d H:mm",
            "yyyy/M/d H:mm:ss",
            "yyyy年M月d日",
            "yyyyMMdd",
            "d.M.yyyy",
            "d.M.yyyy H:mm",
            "M/d/yyyy",
            "M/d/yyyy H:mm",
            "M/d/yyyy H:mm:ss",
            "d/M/yyyy",
            "d/M/yyyy H:mm",
            "d/M/yyyy H:mm:ss");

    /// Of how many values a further pattern must read one.
    private static final int WORTH_A_PATTERN = 10;

    private DateGuess() {}

    /// The patterns, null for ISO dates alone and where nothing suits.
    ///
    /// @param notes gets what a person has to look at
    static @Nullable List<String> patterns(String column, Set<String> values, List<FieldError> notes) {
        List<String> chosen = new ArrayList<>();
        Map<String, LocalDate> read = new LinkedHashMap<>();
        while (read.size() < values.size()) {
            String next = best(values, read);
            Map<String, LocalDate> more = dates(next, values);
            more.keySet().removeAll(read.keySet());
            if (more.isEmpty() || (!chosen.isEmpty() && more.size() * WORTH_A_PATTERN < values.size())) {
                break;
            }
            if (chosen.isEmpty()) {
                noteDoubt(column, next, values, notes);
            }
            chosen.add(next);
            read.putAll(more);
        }
        if (chosen.isEmpty()) {
            notes.add(new FieldError(
                    column, "NO_PATTERN", "The dates of column '%s' follow no known pattern".formatted(column)));
            return null;
        }
        if (read.size() < values.size()) {
            notes.add(new FieldError(
                    column,
                    "INVALID_DATES",
                    "%d of %d different dates of column '%s' do not follow %s; their rows would be refused"
                            .formatted(values.size() - read.size(), values.size(), column, chosen)));
        }
        return chosen.equals(List.of(DatePattern.ISO)) ? null : List.copyOf(chosen);
    }

    /// The first of those that read most of what is not read yet, and read the rest as it is read.
    private static String best(Set<String> values, Map<String, LocalDate> read) {
        String best = PATTERNS.getFirst();
        int most = -1;
        for (String pattern : PATTERNS) {
            Map<String, LocalDate> dates = dates(pattern, values);
            boolean contradicts = dates.entrySet().stream()
                    .anyMatch(date ->
                            read.containsKey(date.getKey()) && !date.getValue().equals(read.get(date.getKey())));
            dates.keySet().removeAll(read.keySet());
            if (!contradicts && dates.size() > most) {
                best = pattern;
                most = dates.size();
            }
        }
        return best;
    }

    /// Two patterns that read as many values, but differently, are a doubt.
    private static void noteDoubt(String column, String first, Set<String> values, List<FieldError> notes) {
        Map<String, LocalDate> read = dates(first, values);
        PATTERNS.stream()
                .filter(other -> dates(other, values).size() == read.size()
                        && !dates(other, values).equals(read))
                .findFirst()
                .ifPresent(other -> notes.add(new FieldError(
                        column,
                        "AMBIGUOUS_PATTERN",
                        "The dates of column '%s' may be %s or %s".formatted(column, first, other))));
    }

    private static Map<String, LocalDate> dates(String pattern, Set<String> values) {
        DatePattern format = DatePattern.of(pattern);
        Map<String, LocalDate> dates = new LinkedHashMap<>();
        for (String value : values) {
            LocalDate date = format.date(value);
            if (date != null) {
                dates.put(value, date);
            }
        }
        return dates;
    }
}
