package io.fenji.engine.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RandIndexTest {

    @Test
    void isThatOfCountingPairs() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(3, 60);
            int[] one = random.ints(size, 0, random.nextInt(1, 5)).toArray();
            int[] other = random.ints(size, -1, random.nextInt(1, 5)).toArray();
            RandIndex index = new RandIndex(5, 5);
            for (int i = 0; i < size; i++) {
                index.add(one[i], other[i], 1);
            }
            double both = 0;
            double inOne = 0;
            double inOther = 0;
            double pairs = size * (size - 1) / 2.0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    both += one[i] == one[j] && other[i] == other[j] ? 1 : 0;
                    inOne += one[i] == one[j] ? 1 : 0;
                    inOther += other[i] == other[j] ? 1 : 0;
                }
            }
            double expected = inOne * inOther / pairs;
            double most = (inOne + inOther) / 2;

            assertThat(index.adjusted())
                    .as("seed %d", seed)
                    .isCloseTo(most == expected ? 1 : (both - expected) / (most - expected), within(1e-9));
        }
    }

    @Test
    void isOneForTheSameDivisionAndNearZeroForAnyOther() {
        RandIndex same = new RandIndex(3, 3);
        RandIndex any = new RandIndex(3, 3);
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            int cluster = random.nextInt(3);
            same.add(cluster, (cluster + 1) % 3, 1);
            any.add(cluster, random.nextInt(3), 1);
        }

        assertThat(same.adjusted()).isEqualTo(1);
        assertThat(any.adjusted()).isCloseTo(0, within(0.01));
    }

    @Test
    void isOneWhereNobodyIs() {
        assertThat(new RandIndex(0, 0).adjusted()).isEqualTo(1);
    }
}
