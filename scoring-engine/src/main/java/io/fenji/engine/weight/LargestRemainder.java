package io.fenji.engine.weight;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rounds parts so that they sum to a rounded whole (Hamilton's method).
public final class LargestRemainder {

    private LargestRemainder() {}

    /// Whole numbers near `numerators / denominator` that sum to `whole`: each is rounded down, and
    /// what is left goes, one each, to the largest remainders, the earlier first among equals.
    ///
    /// @param whole the exact sum rounded down or up, or one that differs from the rounded-down
    ///     parts by at most their number
    /// @param denominator above zero
    public static long[] split(long whole, List<BigInteger> numerators, BigInteger denominator) {
        long[] parts = new long[numerators.size()];
        BigInteger[] rests = new BigInteger[parts.length];
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] divided = numerators.get(i).divideAndRemainder(denominator);
            parts[i] = divided[0].longValueExact();
            rests[i] = divided[1];
        }
        long left = whole - Arrays.stream(parts).sum();
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> rests[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
