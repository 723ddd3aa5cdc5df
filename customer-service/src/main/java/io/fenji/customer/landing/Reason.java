package io.fenji.customer.landing;

import java.util.Arrays;
import java.util.List;

/// Why one row is refused, as it is stored: the key of a text and its values, so that it can be read in any language.
/// Statements write it too, see [#sql]. A reason without U+001F is a plain text.
final class Reason {
    private static final char VALUE = '\u001f';
    private static final char COLUMN = '\u001e';

    private Reason() {}

    static String of(String key, Object... values) {
        StringBuilder stored = new StringBuilder(key);
        for (Object value : values) {
            stored.append(VALUE).append(plain(String.valueOf(value)));
        }
        return stored.toString();
    }

    /// The same as an SQL expression.
    ///
    /// @param expressions of the values, none of them null
    static String sql(String key, String... expressions) {
        return "'%s' || chr(31) || %s".formatted(key, String.join(" || chr(31) || ", expressions));
    }

    /// The reason with the column it is about.
    static String inColumn(String column, String reason) {
        return reason + COLUMN + plain(column);
    }

    /// The reason as people read it.
    ///
    /// @param code stands before a plain text, which has one language only
    static String text(String stored, String code, RefusalTexts texts) {
        int column = stored.indexOf(COLUMN);
        if (column >= 0) {
            return texts.of(
                    "column", List.of(stored.substring(column + 1), text(stored.substring(0, column), code, texts)));
        }
        if (stored.indexOf(VALUE) < 0) {
            return texts.plain(code, stored);
        }
        List<String> parts = Arrays.asList(stored.split(String.valueOf(VALUE), -1));
        return texts.of(parts.getFirst(), parts.subList(1, parts.size()));
    }

    private static String plain(String value) {
        return value.replace('\0', '\ufffd').replace(VALUE, '\ufffd').replace(COLUMN, '\ufffd');
    }
}
