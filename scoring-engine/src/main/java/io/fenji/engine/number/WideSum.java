package io.fenji.engine.number;

import java.math.BigInteger;

/// A sum of non-negative scaled values that cannot overflow, without an allocation per value.
public final class WideSum {

    private static final BigInteger BASE = BigInteger.ONE.shiftLeft(62);

    private long high;
    private long low;

    /// Adds a value.
    ///
    /// @param value from 0
    public void add(long value) {
        low += value;
        high += low >>> 62;
        low &= (1L << 62) - 1;
    }

    /// Whether the sum is below this limit, itself made by [#of(BigInteger)].
    public boolean isBelow(WideSum limit) {
        return high != limit.high ? high < limit.high : low < limit.low;
    }

    /// The value as a sum.
    ///
    /// @param value from 0
    public static WideSum of(BigInteger value) {
        BigInteger[] parts = value.divideAndRemainder(BASE);
        WideSum sum = new WideSum();
        sum.high = parts[0].longValueExact();
        sum.low = parts[1].longValueExact();
        return sum;
    }

    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high).multiply(BASE).add(BigInteger.valueOf(low));
    }
}
