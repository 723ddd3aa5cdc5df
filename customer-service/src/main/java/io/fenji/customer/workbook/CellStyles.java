package io.fenji.customer.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which cell styles show a number as a date or time.
final class CellStyles {
    /// How a number of a style is shown.
    enum Shown {
        NUMBER,
        DATE,
        DATE_TIME
    }

    private static final int MOST_STYLES = 100_000;
    private static final int LONGEST_FORMAT = 1_000;

    private final List<Shown> styles;

    private CellStyles(List<Shown> styles) {
        this.styles = styles;
    }

    static CellStyles none() {
        return new CellStyles(List.of());
    }

    static CellStyles read(XmlPart xml) {
        Map<String, String> formats = new HashMap<>();
        List<Shown> styles = new ArrayList<>();
        boolean cellFormats = false;
        while (xml.nextStart()) {
            switch (xml.name()) {
                case "numFmt" ->
                    formats.put(String.valueOf(xml.attribute("numFmtId")), String.valueOf(xml.attribute("formatCode")));
                case "cellXfs" -> cellFormats = true;
                case "xf" -> {
                    if (cellFormats) {
                        String id = String.valueOf(xml.attribute("numFmtId"));
                        styles.add(shown(id, formats.get(id)));
                    }
                }
                default ->
                    cellFormats &=
                            !xml.name().equals("cellStyles") && !xml.name().equals("dxfs");
            }
            if (formats.size() > MOST_STYLES || styles.size() > MOST_STYLES) {
                throw WorkbookFault.malformed("The workbook has more than %d styles".formatted(MOST_STYLES));
            }
        }
        return new CellStyles(styles);
    }

    Shown of(@Nullable String style) {
        int index = style == null ? 0 : CellAddresses.number(style);
        return index < 0 || index >= styles.size() ? Shown.NUMBER : styles.get(index);
    }

    private static Shown shown(String id, @Nullable String format) {
        if (format != null) {
            return shown(format);
        }
        int number = CellAddresses.number(id);
        boolean time = (number >= 18 && number <= 22)
                || (number >= 32 && number <= 35)
                || (number >= 45 && number <= 47)
                || number == 55
                || number == 56;
        boolean date =
                (number >= 14 && number <= 17) || (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
        return time ? Shown.DATE_TIME : date ? Shown.DATE : Shown.NUMBER;
    }

    /// Reads a format such as `yyyy"年"m"月"d"日";@` or `[$-804]yyyy/m/d h:mm`: its letters outside quotes, escapes and
    /// brackets tell.
    static Shown shown(String format) {
        boolean date = false;
        boolean time = false;
        int end = Math.min(format.length(), LONGEST_FORMAT);
        for (int i = 0; i < end; i++) {
            char c = Character.toLowerCase(format.charAt(i));
            switch (c) {
                case '"' -> i = skip(format, i, '"');
                case '[' -> {
                    int close = skip(format, i, ']');
                    String inside = format.substring(i + 1, Math.min(close, format.length()));
                    time |= inside.matches("(?i)h+|m+|s+");
                    i = close;
                }
                case '\\', '_', '*' -> i++;
                case 'y', 'd' -> date = true;
                case 'm' -> date |= !time;
                case 'h', 's' -> time = true;
                case 'e', 'g' -> {
                    // Exponents (0.00E+00) and General are numbers.
                    if (format.regionMatches(true, i, "general", 0, 7)) {
                        i += 6;
                    }
                }
                default -> {}
            }
        }
        return time ? Shown.DATE_TIME : date ? Shown.DATE : Shown.NUMBER;
    }

    private static int skip(String format, int from, char close) {
        int end = format.indexOf(close, from + 1);
        return end < 0 ? format.length() : end;
    }
}
