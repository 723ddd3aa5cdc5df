package io.fenji.report.chart;

import io.fenji.report.chart.Shape.Anchor;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.text.ValueText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Running shares: both axes from 0 to 1, the first series filled, others dashed.
final class Curve {
    private static final int TIPS = 50;

    private final Chart chart;
    private final double width;
    private final ValueText text;
    private final double height;
    private final double top;
    private double left = 58;

    Curve(Chart chart, double width, ValueText text) {
        this.chart = chart;
        this.width = width;
        this.text = text;
        this.height = Charts.narrow(width) ? 280 : 360;
        this.top = chart.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .reduce(1, Math::max);
        if (Charts.narrow(width)) {
            left = 44;
        }
    }

    Drawing draw() {
        Canvas canvas = new Canvas();
        for (int percent = 0; percent <= 100; percent += 20) {
            double at = percent / 100.0;
            canvas.line(x(0), y(at), x(1), y(at), "hair", 1, false);
            String label = String.format(Locale.ROOT, "%d%%", percent);
            canvas.text(left - 8, y(at) + 4, label, Canvas.SMALL, Anchor.END, "soft");
            canvas.text(x(at), y(0) + 18, label, Canvas.SMALL, Anchor.MIDDLE, "soft");
        }
        canvas.text(x(0.5), height - 4, chart.xLabel(), Canvas.SMALL, Anchor.MIDDLE, "soft");
        canvas.text(0, 12, chart.yLabel(), Canvas.SMALL, Anchor.START, "soft");
        for (int i = chart.series().size() - 1; i >= 0; i--) {
            series(canvas, chart.series().get(i), i == 0);
        }
        for (Chart.Point mark : chart.marks()) {
            double x = x(mark.x().doubleValue());
            double y = y(mark.y().doubleValue());
            canvas.add(new Shape.Circle(x, y, 5.5, "seal"), mark.label());
            canvas.text(x + 12, y + 18, mark.label(), Canvas.TEXT, Anchor.START, "ink");
        }
        return canvas.drawing(width, height);
    }

    private void series(Canvas canvas, Series series, boolean first) {
        List<double[]> steps = new ArrayList<>();
        for (int i = 0; i < series.x().size(); i++) {
            BigDecimal value = Objects.requireNonNull(series.values().get(i));
            steps.add(new double[] {x(series.x().get(i).doubleValue()), y(value.doubleValue())});
        }
        String colour = series.colour() == null ? "accent" : series.colour();
        if (first) {
            List<double[]> area = new ArrayList<>(steps);
            area.add(new double[] {x(1), y(0)});
            area.add(new double[] {x(0), y(0)});
            canvas.add(new Shape.Path(area, colour, null, 0, false, 0.1), null);
        } else {
            canvas.text(x(0.6) + 10, y(0.6) + 14, series.name(), Canvas.SMALL, Anchor.START, "faint");
        }
        canvas.add(new Shape.Path(steps, null, colour, first ? 2.4 : 1.2, !first, 1), null);
        if (first) {
            tips(canvas, series);
        }
    }

    /// Strips that say what the curve is above them.
    private void tips(Canvas canvas, Series series) {
        int step = Math.max(1, series.x().size() / TIPS);
        for (int i = step; i < series.x().size(); i += step) {
            double from = x(series.x().get(i - step).doubleValue());
            double to = x(series.x().get(i).doubleValue());
            canvas.rect(
                    from,
                    y(top),
                    to - from,
                    y(0) - y(top),
                    0,
                    "none",
                    "%s %s · %s %s"
                            .formatted(
                                    chart.xLabel(),
                                    text.formats().percent(series.x().get(i)),
                                    chart.yLabel(),
                                    text.formats().percent(series.values().get(i))));
        }
    }

    private double x(double share) {
        return left + share * (width - left - 20);
    }

    private double y(double share) {
        double bottom = height - 46;
        return bottom - share / top * (bottom - 26);
    }
}
