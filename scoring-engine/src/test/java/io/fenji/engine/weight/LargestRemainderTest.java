package io.fenji.engine.weight;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

    @Test
    void givesWhatIsLeftToTheLargestRemaindersAndTheEarlierAmongEquals() {
        assertThat(split(10, 3, 10, 10, 10)).containsExactly(4, 3, 3);
        assertThat(split(10, 10, 14, 37, 49)).containsExactly(1, 4, 5);
        assertThat(split(2, 2, 1, 1, 1, 1)).containsExactly(1, 1, 0, 0);
    }

    @Test
    void splitsExactPartsAsTheyAre() {
        assertThat(split(9, 7, 14, 0, 49)).containsExactly(2, 0, 7);
    }

    private static long[] split(long whole, long denominator, long... numerators) {
        List<BigInteger> parts =
                LongStream.of(numerators).mapToObj(BigInteger::valueOf).toList();
        return LargestRemainder.split(whole, parts, BigInteger.valueOf(denominator));
    }
}
