package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.value.Checks;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cleans the values of one row that came by REST, by the same rules as files, and collects what was found.
public final class RequestCleaning {
    /// What was found, and in which line of an order; 0 where it is no line.
    record Found(long lineNo, Finding finding) {}

    private static final int LONGEST = 400;

    private final RuleBook book;
    private final ImportType entity;
    private final Checks checks;
    private final List<Found> found = new ArrayList<>();
    private long lineNo;

    /// A cleaning.
    ///
    /// @param checks gets a fault for each value that a rule refuses
    public RequestCleaning(RuleBook book, ImportType entity, Checks checks) {
        this.book = book;
        this.entity = entity;
        this.checks = checks;
    }

    ImportType entity() {
        return entity;
    }

    /// The rules.
    public RuleBook book() {
        return book;
    }

    /// Keeps what was found elsewhere.
    public void keep(List<Finding> findings) {
        findings.forEach(finding -> found.add(new Found(lineNo, finding)));
    }

    /// What is cleaned from now on stands in this line.
    public void line(long number) {
        lineNo = number;
    }

    /// The text as the rules leave it.
    public @Nullable String text(Field field, String pointer, @Nullable String text) {
        @Nullable String cleaned = taken(pointer, book.cleaner(entity, field).text(text));
        checks.require(
                cleaned == null || cleaned.length() <= LONGEST,
                pointer,
                "TOO_LONG",
                "has more than %d characters in its normal form".formatted(LONGEST));
        return cleaned;
    }

    /// A key that is there.
    public String key(Field field, String pointer, String key) {
        @Nullable String cleaned = text(field, pointer, key);
        return cleaned == null ? key : cleaned;
    }

    public void number(Field field, String pointer, @Nullable BigDecimal number) {
        value(field, pointer, number == null ? null : number.toPlainString());
    }

    public void date(Field field, String pointer, @Nullable LocalDate date) {
        value(field, pointer, date == null ? null : date.toString());
    }

    public void time(Field field, String pointer, @Nullable Instant time) {
        value(field, pointer, time == null ? null : time.toString());
    }

    /// Refuses lines of an order that equal one before, where the rules say so.
    public void repeats(String pointer, List<?> lines) {
        if (!book.rejects(RuleKind.EXACT_REPEAT)) {
            return;
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            checks.require(seen.add(lines.get(i)), pointer + "/" + i, "EXACT_REPEAT", "equals a line before");
        }
    }

    public List<Found> found() {
        return List.copyOf(found);
    }

    private void value(Field field, String pointer, @Nullable String value) {
        FieldCleaner cleaner = book.cleaner(entity, field);
        taken(pointer, value == null ? cleaner.text(null) : cleaner.value(value));
    }

    private @Nullable String taken(String pointer, Cleaned cleaned) {
        keep(cleaned.findings());
        Finding rejection = cleaned.rejection();
        if (rejection != null) {
            checks.add(pointer, rejection.rule(), "The rule %s refuses this value".formatted(rejection.rule()));
        }
        return cleaned.value();
    }
}
