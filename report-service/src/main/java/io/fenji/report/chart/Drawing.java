package io.fenji.report.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chart with its size; the origin is top left, the unit a CSS pixel.
public record Drawing(double width, double height, List<Mark> marks) {

    /// A shape in its place.
    ///
    /// @param tip what it says when pointed at, null for nothing
    /// @param group of the series it belongs to, 0 for none
    /// @param switches whether it is the legend's entry that shows and hides its group
    public record Mark(Shape shape, @Nullable String tip, int group, boolean switches) {}
}
