package io.fenji.engine.way;

import io.fenji.engine.evaluation.Trial;
import io.fenji.engine.table.MetricColumn;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A lever on a trial's customer. Amounts are whole steps from 0, where nothing is done; every metric
/// goes one way with them.
final class BoundLever {

    private final Lever lever;
    private final Trial trial;
    private final int[] metrics;
    private final long[] now;
    private final long base;
    private final long most;
    private final long[] stretches;

    BoundLever(Lever lever, Trial trial) {
        this.lever = lever;
        this.trial = trial;
        metrics = lever.metrics().stream()
                .mapToInt(key -> trial.metrics().indexOf(key))
                .filter(metric -> metric >= 0)
                .toArray();
        now = Arrays.stream(metrics).mapToLong(trial::at).toArray();
        base = base();
        most = greatest();
        stretches = stretches(trial);
    }

    Lever lever() {
        return lever;
    }

    int metrics() {
        return metrics.length;
    }

    String metric(int i) {
        return trial.metrics().get(metrics[i]);
    }

    /// The greatest amount that makes a difference and keeps to the limits; 0 when there is none.
    long most() {
        return most;
    }

    /// The first amounts of the stretches in which no condition turns, from 1 on.
    long[] stretches() {
        return stretches;
    }

    /// Whether it may help at all.
    boolean isUseful() {
        return most > 0
                && (decides()
                        || IntStream.range(0, metrics.length)
                                .anyMatch(
                                        i -> moves(i) && trial.mayGain(metrics[i], low(i, 1, most), high(i, 1, most))));
    }

    /// Whether it does more than gain points: turns a condition, moves among clusters, makes a metric
    /// present.
    boolean decides() {
        return IntStream.range(0, metrics.length)
                .anyMatch(i -> moves(i)
                        && (now[i] == MetricColumn.ABSENT
                                || trial.isFeature(metrics[i])
                                || Arrays.stream(trial.edges(metrics[i])).anyMatch(edge -> passing(i, edge) > 0)));
    }

    /// Has the trial's metrics be as after any amount between the two.
    void put(long from, long to) {
        for (int i = 0; i < metrics.length; i++) {
            trial.range(metrics[i], low(i, from, to), high(i, from, to));
        }
    }

    void put(long amount) {
        put(amount, amount);
    }

    /// As after an amount, but the i-th metric as after another.
    void putBut(long amount, int i, long other) {
        put(amount);
        trial.set(metrics[i], value(i, other));
    }

    /// The value of the i-th metric after an amount.
    long value(int i, long amount) {
        if (amount == 0 || !moves(i)) {
            return now[i];
        }
        boolean absent = now[i] == MetricColumn.ABSENT;
        return switch (lever.moves()) {
            case BY_AMOUNT -> absent ? moved(lever.start(), amount - 1) : moved(now[i], amount);
            case TO_LEVEL -> absent ? moved(base, amount) : further(now[i], moved(base, amount));
        };
    }

    /// Whether the i-th metric follows the lever at all.
    private boolean moves(int i) {
        return now[i] != MetricColumn.ABSENT || lever.start() != MetricColumn.ABSENT;
    }

    private long moved(long from, long amount) {
        return lever.up() ? from + amount * lever.step() : from - amount * lever.step();
    }

    private long further(long value, long level) {
        return lever.up() ? Math.max(value, level) : Math.min(value, level);
    }

    /// Where the i-th metric stands before the first step, if that brings it.
    private long before(int i) {
        return now[i] == MetricColumn.ABSENT ? moved(lever.start(), -1) : now[i];
    }

    /// The level before the first step: that of the metric furthest behind.
    private long base() {
        var levels = IntStream.range(0, metrics.length).filter(this::moves).mapToLong(this::before);
        return (lever.up() ? levels.min() : levels.max()).orElse(0);
    }

    private long greatest() {
        long limit = Long.MAX_VALUE;
        long needed = 0;
        for (int i = 0; i < metrics.length; i++) {
            if (moves(i)) {
                long from = lever.moves() == Lever.Moves.TO_LEVEL ? base : before(i);
                limit = Math.min(limit, (lever.up() ? lever.most() - from : from - lever.least()) / lever.step());
                needed = Math.max(needed, needed(i, from));
            }
        }
        return Math.clamp(needed, 0, Math.max(0, limit));
    }

    /// After how many steps from here further ones make no difference to the i-th metric.
    private long needed(int i, long from) {
        if (!lever.up()) {
            return Long.MAX_VALUE;
        }
        long settled = Math.min(trial.settledFrom(metrics[i]), Lever.NO_LIMIT);
        long steps = settled <= from ? 0 : Math.ceilDiv(settled - from, lever.step());
        return now[i] == MetricColumn.ABSENT ? Math.max(1, steps) : steps;
    }

    private long low(int i, long from, long to) {
        return value(i, lever.up() ? from : to);
    }

    private long high(int i, long from, long to) {
        return value(i, lever.up() ? to : from);
    }

    private long[] stretches(Trial of) {
        TreeSet<Long> starts = new TreeSet<>();
        if (most > 0) {
            starts.add(1L);
            for (int i = 0; i < metrics.length; i++) {
                for (long edge : of.edges(metrics[i])) {
                    starts.add(Math.max(1, passing(i, edge)));
                }
            }
        }
        return starts.stream().mapToLong(Long::longValue).toArray();
    }

    /// The first amount with which the i-th metric has passed an edge; 0 when it has before, or never
    /// does.
    private long passing(int i, long edge) {
        boolean has = now[i] != MetricColumn.ABSENT && hasPassed(now[i], edge);
        if (has || !moves(i) || !hasPassed(value(i, most), edge)) {
            return 0;
        }
        long before = 0;
        long after = most;
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            if (hasPassed(value(i, middle), edge)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return after;
    }

    private boolean hasPassed(long value, long edge) {
        return lever.up() ? value >= edge : value < edge;
    }
}
