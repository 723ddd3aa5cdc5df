package io.fenji.engine.value.purchase;

/// What is to come of a customer who is still there: everything here depends on x and T alone, and
/// holds given that the customer is alive at T. Days.
public interface Future {

    /// Expected purchases in the next days.
    double expectedOrders(double days);

    /// The chance of no purchase in the next days.
    double noOrder(double days);

    /// Expected days, of the next ones, until the customer leaves.
    double expectedLifetime(double days);

    /// Expected purchases in the next days, each worth less the later it comes: exp(−δ·t) at time t.
    ///
    /// By parts: e^−δH·E(H) + δ·∫₀^H e^−δu·E(u) du, with the integral by six Gauss-Legendre nodes; δ·H is small.
    ///
    /// @param expected E(H), the expected orders of these days
    /// @param discount δ, continuous, a day
    default double discountedOrders(double days, double expected, double discount) {
        double sum = 0;
        for (int i = 0; i < LegendreRule.NODES.length; i++) {
            double at = days * LegendreRule.NODES[i];
            sum += LegendreRule.WEIGHTS[i] * StrictMath.exp(-discount * at) * expectedOrders(at);
        }
        return StrictMath.exp(-discount * days) * expected + discount * days * sum;
    }
}
