package io.fenji.report.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chart by its raw numbers.
///
/// @param key unique in the report
/// @param description in words what it shows
/// @param unit of the values
/// @param categories what the values of each series stand for, in order; of a curve none
/// @param colours of the categories, empty where series have theirs
/// @param marks points of a curve that are named
public record Chart(
        String key,
        Kind kind,
        String description,
        ValueType unit,
        String xLabel,
        String yLabel,
        List<String> categories,
        @JsonIgnore List<String> colours,
        List<Series> series,
        List<Point> marks)
        implements Block {

    public enum Kind {
        /// A group of horizontal bars for each category.
        BARS,
        /// Running shares, both axes from 0 to 1.
        CURVE,
        /// Categories over time.
        LINES,
        /// A cell for each series (row) and category (column).
        HEAT,
        /// What goes from each series to each category.
        FLOW
    }

    /// Values, one for each category (of a curve, for each x).
    ///
    /// @param x positions of a curve's values, else empty
    /// @param labels more to each value in words, or empty
    public record Series(
            String name,
            @JsonIgnore @Nullable String colour,
            List<BigDecimal> x,
            List<BigDecimal> values,
            List<String> labels) {

        public static Series of(String name, @Nullable String colour, List<BigDecimal> values) {
            return new Series(name, colour, List.of(), values, List.of());
        }
    }

    public record Point(BigDecimal x, BigDecimal y, String label) {}
}
