package io.fenji.engine.value;

import java.util.Arrays;

/// Predictions for a base, a column a metric, a customer a row.
public final class ValueTable {

    private final double[][] columns;
    private final HistoryProblem[] problems;

    public ValueTable(int size) {
        columns = new double[ValueMetric.values().length][size];
        problems = new HistoryProblem[size];
        Arrays.fill(problems, HistoryProblem.NONE);
    }

    public int size() {
        return problems.length;
    }

    /// The column itself, not a copy.
    public double[] column(ValueMetric metric) {
        return columns[metric.place()];
    }

    public HistoryProblem problem(int row) {
        return problems[row];
    }

    public CustomerValue row(int row) {
        double[] values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i][row];
        }
        return CustomerValue.of(values, problem(row));
    }

    void set(int row, double[] values, HistoryProblem problem) {
        for (int i = 0; i < values.length; i++) {
            columns[i][row] = values[i];
        }
        problems[row] = problem;
    }
}
