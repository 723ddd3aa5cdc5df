package io.fenji.report.chart;

import io.fenji.report.chart.Drawing.Mark;
import io.fenji.report.chart.Shape.Anchor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the marks of a drawing.
final class Canvas {
    static final double TEXT = 13;
    static final double SMALL = 12;

    private final List<Mark> marks = new ArrayList<>();
    private int group;
    private boolean legend;

    void group(int next) {
        group = next;
        legend = false;
    }

    void legendOf(int next) {
        group = next;
        legend = true;
    }

    void add(Shape shape, @Nullable String tip) {
        marks.add(new Mark(shape, tip, group, legend));
    }

    void rect(double x, double y, double width, double height, double radius, String fill, @Nullable String tip) {
        add(new Shape.Rect(x, y, Math.max(0.5, width), height, radius, fill), tip);
    }

    void line(double x1, double y1, double x2, double y2, String stroke, double width, boolean dashed) {
        add(
                new Shape.Path(List.of(new double[] {x1, y1}, new double[] {x2, y2}), null, stroke, width, dashed, 1),
                null);
    }

    void text(double x, double y, String text, double size, Anchor anchor, String fill) {
        if (!text.isEmpty()) {
            add(new Shape.Text(x, y, text, size, anchor, fill), null);
        }
    }

    /// A line of names with their colours, from the left.
    ///
    /// @return where the drawing goes on below
    double legend(List<String> names, List<String> colours, double width) {
        double x = 0;
        double y = 12;
        for (int i = 0; i < names.size(); i++) {
            double needed = 20 + TextWidth.of(names.get(i), SMALL) + 18;
            if (x > 0 && x + needed > width) {
                x = 0;
                y += 20;
            }
            legendOf(i + 1);
            rect(x, y - 9, 14, 10, 2, colours.get(i), null);
            text(x + 20, y, names.get(i), SMALL, Anchor.START, "soft");
            x += needed;
        }
        group(0);
        return y + 16;
    }

    Drawing drawing(double width, double height) {
        return new Drawing(width, height, List.copyOf(marks));
    }
}
