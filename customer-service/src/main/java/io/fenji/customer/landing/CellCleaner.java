package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Cleaned;
import io.fenji.customer.cleaning.FieldCleaner;
import io.fenji.customer.cleaning.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cleaning rules of one column. Values of a column repeat, so what became of a text is remembered; long
/// ones hardly do, and would fill the memory.
final class CellCleaner {
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 64;

    private final FieldCleaner cleaner;
    private final String column;
    private final Map<String, Cleaned> known = new HashMap<>();

    CellCleaner(FieldCleaner cleaner, String column) {
        this.cleaner = cleaner;
        this.column = column;
    }

    /// The text as the rules leave it, null or empty where it is missing.
    ///
    /// @throws RefusedException when a rule refuses it
    @Nullable
    String text(String text, List<Finding> findings) {
        if (text.isEmpty() ? !cleaner.looksAtMissing() : !cleaner.looksAtText()) {
            return text;
        }
        Cleaned cleaned = known.get(text);
        if (cleaned == null) {
            cleaned = cleaner.text(text);
            if (text.length() <= LONGEST_REMEMBERED && known.size() < REMEMBERED) {
                known.put(text, cleaned);
            }
        }
        return taken(cleaned, findings);
    }

    /// The value that was read.
    ///
    /// @throws RefusedException when a rule refuses it
    @Nullable
    String value(String value, List<Finding> findings) {
        return cleaner.looksAtValue() ? taken(cleaner.value(value), findings) : value;
    }

    private @Nullable String taken(Cleaned cleaned, List<Finding> findings) {
        Finding rejection = cleaned.rejection();
        if (rejection != null) {
            String shown = rejection.original() == null ? "" : CellFormat.excerpt(rejection.original());
            throw RefusedException.of(Refusal.valueOf(rejection.rule()), shown).inColumn(column);
        }
        findings.addAll(cleaned.findings());
        return cleaned.value();
    }
}
