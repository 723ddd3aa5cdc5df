package io.fenji.report.chart;

import io.fenji.report.chart.Shape.Anchor;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.text.ValueText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What goes from the series on the left to the categories on the right, as bands between two columns of blocks.
final class Flow {
    private static final double NODE = 14;
    private static final double GAP = 12;
    private static final double TOP = 30;

    private final Chart chart;
    private final double width;
    private final ValueText text;
    private final double[] from;
    private final double[] to;

    Flow(Chart chart, double width, ValueText text) {
        this.chart = chart;
        this.width = width;
        this.text = text;
        from = new double[chart.series().size()];
        to = new double[chart.categories().size()];
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < to.length; j++) {
                from[i] += value(i, j);
                to[j] += value(i, j);
            }
        }
    }

    Drawing draw() {
        Canvas canvas = new Canvas();
        double room = Charts.narrow(width) ? 300 : 340;
        double sum = Math.max(1, total(from));
        double scale = (room - GAP * Math.max(used(from), used(to))) / sum;
        canvas.text(0, 13, chart.xLabel(), Canvas.TEXT, Anchor.START, "soft");
        canvas.text(width, 13, chart.yLabel(), Canvas.TEXT, Anchor.END, "soft");
        double[] leftAt = starts(from, scale);
        double[] rightAt = starts(to, scale);
        bands(canvas, leftAt.clone(), rightAt.clone(), scale);
        for (int i = 0; i < from.length; i++) {
            Series source = chart.series().get(i);
            node(
                    canvas,
                    0,
                    leftAt[i],
                    from[i],
                    scale,
                    source.name(),
                    source.colour() == null ? "muted-bar" : source.colour(),
                    Anchor.START);
        }
        for (int j = 0; j < to.length; j++) {
            node(
                    canvas,
                    width - NODE,
                    rightAt[j],
                    to[j],
                    scale,
                    chart.categories().get(j),
                    colour(j),
                    Anchor.END);
        }
        return canvas.drawing(width, TOP + room + 6);
    }

    private void bands(Canvas canvas, double[] leftAt, double[] rightAt, double scale) {
        double x1 = NODE;
        double x2 = width - NODE;
        double middle = (x1 + x2) / 2;
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < to.length; j++) {
                double value = value(i, j);
                if (value <= 0) {
                    continue;
                }
                double thick = Math.max(0.8, value * scale);
                double a = leftAt[i];
                double b = rightAt[j];
                leftAt[i] += value * scale;
                rightAt[j] += value * scale;
                List<double[]> steps = new ArrayList<>();
                steps.add(new double[] {x1, a});
                steps.add(new double[] {middle, a, middle, b, x2, b});
                steps.add(new double[] {x2, b + thick});
                steps.add(new double[] {middle, b + thick, middle, a + thick, x1, a + thick});
                canvas.add(
                        new Shape.Path(steps, i == j ? "muted-bar" : colour(j), null, 0, false, i == j ? 0.3 : 0.6),
                        "%s → %s · %s"
                                .formatted(
                                        chart.series().get(i).name(),
                                        chart.categories().get(j),
                                        text.of(chart.unit(), BigDecimal.valueOf(value))));
            }
        }
    }

    private void node(
            Canvas canvas, double x, double y, double value, double scale, String name, String colour, Anchor side) {
        if (value <= 0) {
            return;
        }
        String shown = text.of(chart.unit(), BigDecimal.valueOf(value));
        double height = Math.max(1.5, value * scale);
        canvas.rect(x, y, NODE, height, 2, colour, name + " · " + shown);
        double at = side == Anchor.START ? x + NODE + 8 : x - 8;
        double room = width * 0.4 - TextWidth.of(shown, Canvas.TEXT);
        canvas.text(
                at,
                y + height / 2 + 4.5,
                TextWidth.cut(name, Canvas.TEXT, room) + "  " + shown,
                Canvas.TEXT,
                side,
                "ink");
    }

    private String colour(int category) {
        return chart.colours().isEmpty() ? "tier-2" : chart.colours().get(category);
    }

    private double value(int i, int j) {
        return Objects.requireNonNullElse(chart.series().get(i).values().get(j), BigDecimal.ZERO)
                .doubleValue();
    }

    private static double[] starts(double[] sizes, double scale) {
        double[] starts = new double[sizes.length];
        double y = TOP;
        for (int i = 0; i < sizes.length; i++) {
            starts[i] = y;
            y += sizes[i] > 0 ? sizes[i] * scale + GAP : 0;
        }
        return starts;
    }

    private static int used(double[] sizes) {
        int used = 0;
        for (double size : sizes) {
            used += size > 0 ? 1 : 0;
        }
        return used;
    }

    private static double total(double[] sizes) {
        double sum = 0;
        for (double size : sizes) {
            sum += size;
        }
        return sum;
    }
}
