package io.fenji.engine.way;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import java.util.List;

/// Something that can be done about a customer, by the step, and the metrics that it moves together:
/// what is bought today counts in every window. Values are scaled, in units of 0.0001.
///
/// @param key two levers of the same key are never pulled together
/// @param metrics at least one; no metric is moved by two levers of different keys
/// @param moves how the metrics follow
/// @param up whether they rise
/// @param step the smallest change, above zero
/// @param least it brings no metric below this; the opposite of [#NO_LIMIT] for none
/// @param most it brings no metric above this
/// @param start the value that an absent metric has after one step; [MetricColumn#ABSENT] when it stays
///     absent
public record Lever(
        String key, List<String> metrics, Moves moves, boolean up, long step, long least, long most, long start) {

    /// The greatest value there is.
    public static final long NO_LIMIT = 400_000_000_000_000L * Fixed.ONE;

    /// How metrics follow a lever.
    public enum Moves {
        /// All by the same amount.
        BY_AMOUNT,
        /// To a level: those that are beyond it already stay.
        TO_LEVEL
    }

    public Lever {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty() || step <= 0) {
            throw new IllegalArgumentException("a lever moves at least one metric by at least a step: " + key);
        }
    }

    /// One metric by itself, within these limits, that stays absent when it is.
    public static Lever of(String metric, boolean up, long step, long least, long most) {
        return new Lever(metric, List.of(metric), Moves.BY_AMOUNT, up, step, least, most, MetricColumn.ABSENT);
    }
}
