package io.fenji.scoring.simulation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Customers, and the sum of their spend, which cannot overflow and allocates nothing as long as it is a long.
final class SpendSum {
    private long customers;
    private long sum;
    private BigInteger carried = BigInteger.ZERO;

    /// Adds a customer.
    ///
    /// @param spend scaled, or [MetricColumn#ABSENT], which adds nothing
    void add(long spend) {
        customers++;
        if (spend == MetricColumn.ABSENT) {
            return;
        }
        long next = sum + spend;
        if (((sum ^ next) & (spend ^ next)) < 0) {
            carried = carried.add(BigInteger.valueOf(sum));
            next = spend;
        }
        sum = next;
    }

    void add(SpendSum other) {
        customers += other.customers;
        carried = carried.add(other.carried).add(BigInteger.valueOf(other.sum));
    }

    long customers() {
        return customers;
    }

    BigDecimal spend() {
        return Fixed.toDecimal(carried.add(BigInteger.valueOf(sum)));
    }

    Simulation.Count count() {
        return new Simulation.Count(customers, spend());
    }
}
