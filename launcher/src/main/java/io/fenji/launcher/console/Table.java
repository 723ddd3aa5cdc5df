package io.fenji.launcher.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A plain text table whose columns line up, also with Chinese text.
public final class Table {
    /// How a column's cells are set.
    public enum Align {
        LEFT,
        RIGHT
    }

    private static final String GAP = "  ";

    private final List<Align> alignment;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean headed;

    public Table(Align... alignment) {
        this.alignment = List.of(alignment);
    }

    /// A first row that is underlined.
    public Table header(String... cells) {
        headed = true;
        return row(cells);
    }

    public Table row(String... cells) {
        if (cells.length != alignment.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.length, alignment.size()));
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int[] widths = new int[alignment.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (headed && lines.size() == 1) {
                int total = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
                lines.add("─".repeat(total));
            }
        }
        return lines;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP);
            String cell = row.get(i);
            line.append(
                    switch (alignment.get(i)) {
                        case LEFT -> Width.padRight(cell, widths[i]);
                        case RIGHT -> Width.padLeft(cell, widths[i]);
                    });
        }
        return line.toString().stripTrailing();
    }
}
