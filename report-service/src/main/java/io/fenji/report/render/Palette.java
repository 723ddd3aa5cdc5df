package io.fenji.report.render;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The light colours of the style sheet by their names.
final class Palette {
    private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+):#([0-9a-f]{3}(?:[0-9a-f]{3})?)[;}]");
    private static final Map<String, Integer> COLOURS = read(Resources.text("report/report.css"));

    private Palette() {}

    /// As `0xRRGGBB`.
    static int rgb(String name) {
        return COLOURS.getOrDefault(name, 0);
    }

    static String hex(String name) {
        return "#" + Integer.toHexString(0x1000000 | rgb(name)).substring(1);
    }

    private static Map<String, Integer> read(String style) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(style);
        while (matcher.find()) {
            String digits = matcher.group(2);
            String full = digits.length() == 6
                    ? digits
                    : digits.chars()
                            .mapToObj(digit -> Character.toString(digit).repeat(2))
                            .reduce("", String::concat);
            // The dark ones follow the light ones.
            colours.putIfAbsent(matcher.group(1), Integer.parseInt(full, 16));
        }
        return colours;
    }
}
