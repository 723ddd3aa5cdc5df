package io.fenji.engine.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void isAsGoodAsTheBestOfAllAssignments() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            double[][] costs = new double[random.nextInt(0, 7)][random.nextInt(0, 7)];
            boolean ties = random.nextBoolean();
            for (double[] row : costs) {
                Arrays.setAll(row, i -> ties ? random.nextInt(4) : random.nextDouble() * 1e16);
            }
            int columns = costs.length == 0 ? 0 : costs[0].length;
            int[] assigned = Assignment.least(costs);
            int[] pairs = IntStream.range(0, costs.length)
                    .filter(row -> assigned[row] >= 0)
                    .toArray();
            double cost = Arrays.stream(pairs)
                    .mapToDouble(row -> costs[row][assigned[row]])
                    .sum();

            assertThat(assigned).as("seed %d", seed).hasSize(costs.length);
            assertThat(pairs).as("seed %d", seed).hasSize(Math.min(costs.length, columns));
            assertThat(Arrays.stream(pairs).map(row -> assigned[row]).distinct().count())
                    .as("seed %d", seed)
                    .isEqualTo(pairs.length);
            assertThat(cost).as("seed %d", seed).isCloseTo(best(costs, 0, 0, columns), within(1e-9 * (1 + cost)));
        }
    }

    /// The least cost of the rows from this one on.
    private static double best(double[][] costs, int row, int taken, int columns) {
        if (row == costs.length) {
            return 0;
        }
        int left = columns - Integer.bitCount(taken);
        // Rows can be left out only where they are more than the columns.
        double best = costs.length - row > left ? best(costs, row + 1, taken, columns) : Double.MAX_VALUE;
        for (int column = 0; column < columns; column++) {
            if ((taken & 1 << column) == 0) {
                best = Math.min(best, costs[row][column] + best(costs, row + 1, taken | 1 << column, columns));
            }
        }
        return best;
    }
}
