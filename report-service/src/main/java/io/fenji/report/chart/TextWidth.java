package io.fenji.report.chart;

/// Widths of texts as they are about to be drawn, estimated: the fonts of a reader's browser are not known.
final class TextWidth {
    private TextWidth() {}

    static double of(String text, double size) {
        return size * text.codePoints().mapToDouble(TextWidth::em).sum();
    }

    /// The text, cut to a width.
    static String cut(String text, double size, double width) {
        if (of(text, size) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        double used = size;
        for (int letter : text.codePoints().toArray()) {
            used += size * em(letter);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(letter);
        }
        return kept.append('…').toString();
    }

    private static double em(int letter) {
        if (letter > 0x2e7f) {
            return 1;
        }
        if (" .,:;|!'()il[]".indexOf(letter) >= 0) {
            return 0.32;
        }
        return Character.isUpperCase(letter) || letter == '%' || letter == 'm' || letter == 'w' ? 0.75 : 0.57;
    }
}
