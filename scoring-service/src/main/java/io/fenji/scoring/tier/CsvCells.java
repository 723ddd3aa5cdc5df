package io.fenji.scoring.tier;

/// Texts as cells of CSV. One that a spreadsheet would run as a formula gets an apostrophe before it.
final class CsvCells {
    private static final String STARTS_A_FORMULA = "=+-@\t\r";
    private static final String NEEDS_QUOTES = ",\"\r\n";

    private CsvCells() {}

    /// The cell as it stands in a line.
    static String cell(String text) {
        String neutral = neutral(text);
        return neutral.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0)
                ? '"' + neutral.replace("\"", "\"\"") + '"'
                : neutral;
    }

    static String neutral(String text) {
        return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
