package io.fenji.report.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    @Test
    void withoutAMinimumEverythingIsShown() {
        assertThat(Suppression.of(new long[] {1, 0, 7}, 0)).containsOnly(false);
    }

    @Test
    void aSingleSmallGroupTakesTheNextSmallestWithIt() {
        assertThat(Suppression.of(new long[] {2, 50, 8, 0}, 5)).containsExactly(true, false, true, false, false);
    }

    @Test
    void severalSmallGroupsWhoseSumIsSmallTakeAnother() {
        assertThat(Suppression.of(new long[] {1, 1, 50, 9}, 5)).containsExactly(true, true, false, true, false);
    }

    @Test
    void aSmallBaseIsNotShownAtAll() {
        assertThat(Suppression.of(new long[] {1, 2}, 5)).containsOnly(true);
    }

    /// Every line of a table with its total: what is hidden in it is nothing, or two counts at least.
    @Test
    void noLineOfATableTellsASingleHiddenCount() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            long least = random.nextInt(8);
            long[][] table = new long[rows][columns];
            for (long[] line : table) {
                Arrays.setAll(line, at -> random.nextInt(3) == 0 ? 0 : random.nextInt(20));
            }
            boolean[][] hidden = Suppression.of(table, columns, least);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    if (table[i][j] > 0 && table[i][j] < least) {
                        assertThat(hidden[i][j])
                                .as("round %d of seed 11", round)
                                .isTrue();
                    }
                }
            }
            for (int i = 0; i <= rows; i++) {
                long line = 0;
                for (int j = 0; j <= columns; j++) {
                    line += hidden[i][j] ? 1 : 0;
                }
                assertThat(line).as("row %d of round %d of seed 11", i, round).isNotEqualTo(1);
            }
            for (int j = 0; j <= columns; j++) {
                long line = 0;
                for (int i = 0; i <= rows; i++) {
                    line += hidden[i][j] ? 1 : 0;
                }
                assertThat(line)
                        .as("column %d of round %d of seed 11", j, round)
                        .isNotEqualTo(1);
            }
        }
    }
}
