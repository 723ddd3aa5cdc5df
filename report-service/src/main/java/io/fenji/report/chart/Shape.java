package io.fenji.report.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a drawing is made of. Colours are names of the style sheet's.
public sealed interface Shape {

    record Rect(double x, double y, double width, double height, double radius, String fill) implements Shape {}

    record Circle(double x, double y, double radius, String fill) implements Shape {}

    /// Lines and curves from point to point. A step of two numbers is a line's end, one of six a cubic curve's two
    /// control points and end; the first step is where it starts.
    record Path(
            List<double[]> steps,
            @Nullable String fill,
            @Nullable String stroke,
            double width,
            boolean dashed,
            double opacity)
            implements Shape {}

    /// `y` is the base line.
    record Text(double x, double y, String text, double size, Anchor anchor, String fill) implements Shape {}

    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
