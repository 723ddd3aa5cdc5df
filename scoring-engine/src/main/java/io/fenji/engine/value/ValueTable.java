package io.fenji.engine.value;

/// Predictions for a base, a column a metric, a customer a row.
public final class ValueTable {

    private final double[][] columns;
    private final byte[] problems;

    public ValueTable(int size) {
        columns = new double[ValueMetric.values().length][size];
        problems = new byte[size];
    }

    public int size() {
        return problems.length;
    }

    /// The column itself, not a copy.
    public double[] column(ValueMetric metric) {
        return columns[metric.ordinal()];
    }

    public HistoryProblem problem(int row) {
        return HistoryProblem.values()[problems[row]];
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
        problems[row] = (byte) problem.ordinal();
    }
}
