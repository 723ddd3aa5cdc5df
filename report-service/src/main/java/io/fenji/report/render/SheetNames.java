package io.fenji.report.render;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Names that Excel takes: at most 31 letters, none of `[]:*?/\`, each once whatever its case.
final class SheetNames {
    private static final int LONGEST = 31;

    private final Set<String> used = new HashSet<>();

    String next(String wanted) {
        String plain =
                Markup.visible(wanted).replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        String base = plain.isEmpty() ? "-" : plain;
        String name = cut(base, "");
        for (int i = 2; !used.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = cut(base, " " + i);
        }
        return name;
    }

    private static String cut(String base, String end) {
        return base.substring(0, Math.min(base.length(), LONGEST - end.length())) + end;
    }
}
