package io.fenji.report.chart;

import io.fenji.report.chart.Shape.Anchor;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.text.ValueText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line for each series over the categories, from zero up.
final class Lines {
    private static final int TICKS = 4;

    private final Chart chart;
    private final double width;
    private final ValueText text;
    private final double height;
    private final double most;
    private double left;
    private double top;

    Lines(Chart chart, double width, ValueText text) {
        this.chart = chart;
        this.width = width;
        this.text = text;
        this.height = Charts.narrow(width) ? 260 : 320;
        this.most = nice(chart.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0));
    }

    Drawing draw() {
        Canvas canvas = new Canvas();
        List<String> colours = chart.series().stream().map(Lines::colour).toList();
        top = canvas.legend(chart.series().stream().map(Series::name).toList(), colours, width) + 4;
        left = 10 + TextWidth.of(tick(TICKS), Canvas.SMALL);
        for (int i = 0; i <= TICKS; i++) {
            double y = y(most * i / TICKS);
            canvas.line(left, y, width - 12, y, "hair", 1, false);
            canvas.text(left - 8, y + 4, tick(i), Canvas.SMALL, Anchor.END, "soft");
        }
        int many = chart.categories().size();
        int every = Math.max(1, Math.ceilDiv(many, Charts.narrow(width) ? 4 : 8));
        for (int i = 0; i < many; i += every) {
            canvas.text(x(i), height - 8, chart.categories().get(i), Canvas.SMALL, Anchor.MIDDLE, "soft");
        }
        for (int s = 0; s < chart.series().size(); s++) {
            canvas.group(s + 1);
            series(canvas, chart.series().get(s), colours.get(s));
        }
        return canvas.drawing(width, height);
    }

    private void series(Canvas canvas, Series series, String colour) {
        List<double[]> steps = new ArrayList<>();
        for (int i = 0; i < series.values().size(); i++) {
            @Nullable BigDecimal value = series.values().get(i);
            if (value != null) {
                steps.add(new double[] {x(i), y(value.doubleValue())});
            }
        }
        if (steps.size() > 1) {
            canvas.add(new Shape.Path(steps, null, colour, 2.2, false, 1), null);
        }
        for (int i = 0; i < series.values().size(); i++) {
            @Nullable BigDecimal value = series.values().get(i);
            if (value != null) {
                canvas.add(
                        new Shape.Circle(x(i), y(value.doubleValue()), 4, colour),
                        chart.categories().get(i) + " · " + series.name() + " " + text.of(chart.unit(), value));
            }
        }
    }

    private static String colour(Series series) {
        return series.colour() == null ? "accent" : series.colour();
    }

    private String tick(int i) {
        return text.brief(
                chart.unit(),
                BigDecimal.valueOf(most).multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(TICKS)));
    }

    private double x(int category) {
        int last = Math.max(1, chart.categories().size() - 1);
        double from = left + 24;
        return from + (width - 40 - from) * category / last;
    }

    private double y(double value) {
        double bottom = height - 30;
        return bottom - value / most * (bottom - top);
    }

    /// The next of 1, 2, 4, 6, 8 times a power of ten, so that quarters of it are round.
    private static double nice(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int factor : new int[] {1, 2, 4, 6, 8}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
