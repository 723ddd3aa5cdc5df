package io.fenji.engine.value;

/// The predictions for one customer; see [ValueMetric] for what they mean. All are finite.
public record CustomerValue(
        double aliveProbability,
        double expectedOrders30,
        double expectedOrders90,
        double expectedOrders365,
        double churnRisk,
        double spendPerOrder,
        double lifetimeValue,
        double residualDays,
        double percentile,
        HistoryProblem problem) {

    static CustomerValue of(double[] values, HistoryProblem problem) {
        return new CustomerValue(
                values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8],
                problem);
    }
}
