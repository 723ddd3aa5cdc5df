package io.fenji.report.chart;

import io.fenji.report.chart.Shape.Anchor;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.text.ValueText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Horizontal bars, a group for each category.
final class Bars {
    private static final double GAP = 16;

    private final Chart chart;
    private final double width;
    private final ValueText text;

    Bars(Chart chart, double width, ValueText text) {
        this.chart = chart;
        this.width = width;
        this.text = text;
    }

    Drawing draw() {
        Canvas canvas = new Canvas();
        int many = chart.series().size();
        double y = many < 2
                ? 4
                : canvas.legend(
                        chart.series().stream().map(Series::name).toList(),
                        chart.series().stream().map(series -> colour(series, 0)).toList(),
                        width);
        double names = Math.min(
                width * (Charts.narrow(width) ? 0.3 : 0.36),
                chart.categories().stream()
                        .mapToDouble(name -> TextWidth.of(name, Canvas.TEXT))
                        .max()
                        .orElse(0));
        double values = widestValue() + 8;
        double left = names + 12;
        double low = Math.min(0, extreme(-1));
        double high = Math.max(0, extreme(1));
        double span = high - low == 0 ? 1 : high - low;
        double room = Math.max(40, width - left - values - (low < 0 ? values : 0));
        double zero = left + (low < 0 ? values : 0) + room * -low / span;
        for (int category = 0; category < chart.categories().size(); category++) {
            double height = groupHeight(many);
            canvas.text(
                    names,
                    y + height / 2 + 4.5,
                    TextWidth.cut(chart.categories().get(category), Canvas.TEXT, names + 2),
                    Canvas.TEXT,
                    Anchor.END,
                    "ink");
            double at = y;
            for (int s = 0; s < many; s++) {
                canvas.group(many < 2 ? 0 : s + 1);
                at = bar(canvas, chart.series().get(s), category, s, at, zero, room / span);
            }
            canvas.group(0);
            y += height + GAP;
        }
        return canvas.drawing(width, y);
    }

    private double bar(Canvas canvas, Series series, int category, int at, double y, double zero, double scale) {
        double thick = thickness(at);
        @Nullable BigDecimal value = series.values().get(category);
        double length = value == null ? 0 : value.doubleValue() * scale;
        String shown = text.brief(chart.unit(), value);
        String more = series.labels().isEmpty() ? "" : " · " + series.labels().get(category);
        canvas.rect(
                Math.min(zero, zero + length),
                y,
                Math.abs(length),
                thick,
                2,
                colour(series, category),
                chart.categories().get(category) + " · " + series.name() + " " + text.of(chart.unit(), value) + more);
        boolean back = length < 0;
        canvas.text(
                zero + length + (back ? -6 : 6),
                y + thick / 2 + 4,
                shown,
                Canvas.SMALL,
                back ? Anchor.END : Anchor.START,
                at == 0 ? "ink" : "soft");
        return y + thick + 4;
    }

    private static double thickness(int series) {
        return series == 0 ? 17 : 11;
    }

    private static double groupHeight(int many) {
        return 17 + (many - 1) * 15;
    }

    private String colour(Series series, int category) {
        if (series.colour() != null) {
            return series.colour();
        }
        List<String> colours = chart.colours();
        return colours.isEmpty() ? "tier-2" : colours.get(category);
    }

    private double widestValue() {
        return chart.series().stream()
                .flatMap(series -> series.values().stream())
                .mapToDouble(value -> TextWidth.of(text.brief(chart.unit(), value), Canvas.SMALL))
                .max()
                .orElse(0);
    }

    private double extreme(int sign) {
        return chart.series().stream()
                        .flatMap(series -> series.values().stream())
                        .filter(Objects::nonNull)
                        .mapToDouble(value -> sign * value.doubleValue())
                        .max()
                        .orElse(0)
                * sign;
    }
}
