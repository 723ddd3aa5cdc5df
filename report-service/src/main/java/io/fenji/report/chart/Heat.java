package io.fenji.report.chart;

import io.fenji.report.chart.Shape.Anchor;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.text.ValueText;
import java.math.BigDecimal;
import java.util.Objects;

/// A cell for each series and category, darker where the value is larger. The last series is at the bottom.
final class Heat {
    private static final int SHADES = 8;

    private final Chart chart;
    private final double width;
    private final ValueText text;
    private final boolean small;

    Heat(Chart chart, double width, ValueText text) {
        this.chart = chart;
        this.width = width;
        this.text = text;
        this.small = Charts.narrow(width);
    }

    Drawing draw() {
        Canvas canvas = new Canvas();
        double size = small ? 10 : Canvas.SMALL;
        double left = 8
                + chart.series().stream()
                        .mapToDouble(series -> TextWidth.of(series.name(), size))
                        .max()
                        .orElse(0);
        double cell = (width - left) / Math.max(1, chart.categories().size());
        double high = small ? 36 : 46;
        double top = 18;
        canvas.text(0, 11, chart.yLabel(), size, Anchor.START, "soft");
        double most = chart.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        for (int r = 0; r < chart.series().size(); r++) {
            Series row = chart.series().get(r);
            double y = top + r * high;
            canvas.text(left - 8, y + high / 2 + 4, row.name(), size, Anchor.END, "soft");
            for (int c = 0; c < row.values().size(); c++) {
                cell(canvas, row, c, left + c * cell, y, cell, high, most);
            }
        }
        double bottom = top + chart.series().size() * high;
        for (int c = 0; c < chart.categories().size(); c++) {
            canvas.text(
                    left + (c + 0.5) * cell,
                    bottom + 16,
                    TextWidth.cut(chart.categories().get(c), size, cell),
                    size,
                    Anchor.MIDDLE,
                    "soft");
        }
        canvas.text(left + (width - left) / 2, bottom + 36, chart.xLabel(), size, Anchor.MIDDLE, "soft");
        return canvas.drawing(width, bottom + 42);
    }

    private void cell(Canvas canvas, Series row, int c, double x, double y, double width, double height, double most) {
        BigDecimal value = Objects.requireNonNullElse(row.values().get(c), BigDecimal.ZERO);
        String more = row.labels().isEmpty() ? "" : row.labels().get(c);
        int shade = value.signum() <= 0 ? 0 : (int) Math.ceil(value.doubleValue() * SHADES / most);
        String tip = "%s %s · %s %s: %s"
                        .formatted(
                                chart.yLabel(),
                                row.name(),
                                chart.xLabel(),
                                chart.categories().get(c),
                                text.of(chart.unit(), value))
                + (more.isEmpty() ? "" : " · " + more);
        canvas.rect(x + 1.5, y + 1.5, width - 3, height - 3, 5, "heat-" + shade, tip);
        String ink = shade == 0 ? "faint" : "heat-ink-" + shade;
        boolean two = !more.isEmpty() && !small;
        canvas.text(
                x + width / 2,
                y + height / 2 + (two ? -2 : 4.5),
                text.brief(chart.unit(), value),
                small ? 11 : Canvas.TEXT,
                Anchor.MIDDLE,
                ink);
        if (two) {
            canvas.text(x + width / 2, y + height / 2 + 13, more, 11, Anchor.MIDDLE, ink);
        }
    }
}
