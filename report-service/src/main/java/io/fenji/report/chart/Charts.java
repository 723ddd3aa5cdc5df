package io.fenji.report.chart;

import io.fenji.report.document.Chart;
import io.fenji.report.text.ValueText;

/// Draws charts.
public final class Charts {
    private Charts() {}

    /// Draws one.
    ///
    /// @param width it has; the height follows
    public static Drawing draw(Chart chart, double width, ValueText text) {
        return switch (chart.kind()) {
            case BARS -> new Bars(chart, width, text).draw();
            case CURVE -> new Curve(chart, width, text).draw();
            case LINES -> new Lines(chart, width, text).draw();
            case HEAT -> new Heat(chart, width, text).draw();
            case FLOW -> new Flow(chart, width, text).draw();
        };
    }

    static boolean narrow(double width) {
        return width < 520;
    }
}
