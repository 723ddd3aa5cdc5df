package io.fenji.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MetricColumnTest {
    private static final String METRIC = "spend.365d";
    private static final long MOST = 4_000_000_000_000_000_000L;

    /// Values of each kind of which a column takes the room: whole numbers, hundredths, all places, and beyond.
    private static final long[][] KINDS = {
        {0, 10_000, -70_000, Integer.MAX_VALUE * 10_000L, -Integer.MAX_VALUE * 10_000L, MetricColumn.ABSENT},
        {100, -12_300, 2_147_483_647_00L, -2_147_483_647_00L, MetricColumn.ABSENT},
        {1, -1, Integer.MAX_VALUE, -Integer.MAX_VALUE, MetricColumn.ABSENT},
        {Integer.MIN_VALUE, Integer.MIN_VALUE * 100L, Integer.MIN_VALUE * 10_000L, MOST, -MOST, 2_147_483_648_00L}
    };

    @Test
    void givesBackWhateverWasSet() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            int kinds = 1 + random.nextInt(KINDS.length);
            long[] values = LongStream.generate(() -> {
                        long[] kind = KINDS[random.nextInt(kinds)];
                        return kind[random.nextInt(kind.length)];
                    })
                    .limit(random.nextInt(40))
                    .toArray();
            assertThat(column(values, 1 + random.nextInt(60))).containsExactly(values);
        }
    }

    @Test
    void isAbsentUntilSet() {
        TableBuilder builder = new TableBuilder(List.of(METRIC), List.of(), 2);
        builder.addRow();
        builder.addRow();
        builder.metric(0, MOST);
        builder.addRow();
        MetricColumn column = builder.build().metric(METRIC);
        assertThat(List.of(column.at(0), column.at(1), column.at(2)))
                .containsExactly(MetricColumn.ABSENT, MOST, MetricColumn.ABSENT);
    }

    private static long[] column(long[] values, int expectedRows) {
        TableBuilder builder = new TableBuilder(List.of(METRIC), List.of(), expectedRows);
        for (long value : values) {
            builder.addRow();
            builder.metric(0, value);
        }
        MetricColumn column = builder.build().metric(METRIC);
        long[] found = new long[values.length];
        for (int row = 0; row < found.length; row++) {
            found[row] = column.at(row);
        }
        return found;
    }
}
