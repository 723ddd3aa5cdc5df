package io.fenji.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentresTest {

    /// Few coordinates, so that points are often equally far from two centres.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBoxMayBeNearWhereAPointOfItIs(long seed) {
        Random random = new Random(seed);
        for (int trial = 0; trial < 5_000; trial++) {
            int size = 1 + random.nextInt(4);
            Centres centres = new Centres(random.ints(2L * size, 0, 6).toArray(), 2);
            int last = random.nextInt(size);
            int[] low = random.ints(2, 0, 6).toArray();
            int[] high = {low[0] + random.nextInt(4), low[1] + random.nextInt(4)};
            boolean near = IntStream.rangeClosed(low[0], high[0])
                    .anyMatch(x -> IntStream.rangeClosed(low[1], high[1])
                            .anyMatch(y -> centres.nearest(new int[] {x, y}, 0) <= last));
            String place = "seed %d, trial %d".formatted(seed, trial);

            assertThat(!near || centres.mayBeNear(last, low, high)).as(place).isTrue();
            assertThat(centres.mayBeNear(last, low, low)).as(place).isEqualTo(centres.nearest(low, 0) <= last);
        }
    }
}
