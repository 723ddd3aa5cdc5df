package io.fenji.engine.value;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Predictions for a base, a column a metric, a customer a row.
public final class ValueTable {

    private final double[][] columns;
    private final int[] kept;
    private final HistoryProblem[] problems;

    /// Of all metrics.
    public ValueTable(int size) {
        this(size, EnumSet.allOf(ValueMetric.class));
    }

    /// Of some metrics: a column of a large base takes megabytes.
    public ValueTable(int size, Set<ValueMetric> metrics) {
        columns = new double[ValueMetric.values().length][0];
        kept = metrics.stream().mapToInt(ValueMetric::place).sorted().toArray();
        for (int place : kept) {
            columns[place] = new double[size];
        }
        problems = new HistoryProblem[size];
        Arrays.fill(problems, HistoryProblem.NONE);
    }

    public int size() {
        return problems.length;
    }

    /// The column itself, not a copy; empty for a metric that the table is not of.
    public double[] column(ValueMetric metric) {
        return columns[metric.place()];
    }

    public HistoryProblem problem(int row) {
        return problems[row];
    }

    /// Zeros for what the table is not of.
    public CustomerValue row(int row) {
        double[] values = new double[columns.length];
        for (int place : kept) {
            values[place] = columns[place][row];
        }
        return CustomerValue.of(values, problem(row));
    }

    void set(int row, double[] values, HistoryProblem problem) {
        for (int place : kept) {
            columns[place][row] = values[place];
        }
        problems[row] = problem;
    }
}
