package io.fenji.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

    @Test
    void isThatOfComparingAllWithAll() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(2, 40);
            int[] coordinates = random.ints(2 * size, 0, 5).toArray();
            int[] weights = random.ints(size, 1, 4).toArray();
            Centres centres = new Centres(random.ints(6, 0, 5).toArray(), 2);

            assertThat(Silhouette.of(new Vectors(coordinates, weights, 2), centres::nearest, 3))
                    .as("seed %d", seed)
                    .isCloseTo(naive(coordinates, weights, centres), within(1e-9));
        }
    }

    private static double naive(int[] coordinates, int[] weights, Centres centres) {
        List<int[]> customers = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            for (int copy = 0; copy < weights[i]; copy++) {
                customers.add(
                        new int[] {coordinates[2 * i], coordinates[2 * i + 1], centres.nearest(coordinates, 2 * i)});
            }
        }
        if (customers.stream().map(customer -> customer[2]).distinct().count() < 2) {
            return 0;
        }
        double sum = 0;
        for (int[] customer : customers) {
            double[] distances = new double[3];
            int[] members = new int[3];
            for (int[] other : customers) {
                distances[other[2]] += Math.hypot(customer[0] - other[0], customer[1] - other[1]);
                members[other[2]]++;
            }
            if (members[customer[2]] == 1) {
                continue;
            }
            double near = distances[customer[2]] / (members[customer[2]] - 1);
            double next = Double.MAX_VALUE;
            for (int cluster = 0; cluster < 3; cluster++) {
                if (cluster != customer[2] && members[cluster] > 0) {
                    next = Math.min(next, distances[cluster] / members[cluster]);
                }
            }
            sum += Math.max(near, next) == 0 ? 0 : (next - near) / Math.max(near, next);
        }
        return sum / customers.size();
    }
}
