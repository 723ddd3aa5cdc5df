package io.fenji.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fenji.engine.Schemes;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.preset.SegmentPresets;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentEvaluatorTest {
    /// By recency, the best first, and the mean of frequency and money from 1 to 5.
    private static final String[][] GRID = {
        {"new-customers", "potential-loyalists", "potential-loyalists", "champions", "champions"},
        {"promising", "potential-loyalists", "potential-loyalists", "loyal", "champions"},
        {"about-to-sleep", "about-to-sleep", "need-attention", "loyal", "loyal"},
        {"hibernating", "hibernating", "at-risk", "at-risk", "at-risk"},
        {"lost", "hibernating", "at-risk", "cannot-lose", "cannot-lose"}
    };

    private static SegmentSet read(String document) throws Exception {
        return SegmentSetReader.read(JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build()
                        .readTree(Schemes.json(document)))
                .required();
    }

    @Test
    void eachCellOfRfmHasExactlyOneName() {
        SegmentSet rfm = SegmentSetReader.read(SegmentPresets.get("rfm")).required();
        TableBuilder cells =
                new TableBuilder(List.of("recencyDays", "orders.lifetime", "spend.lifetime"), List.of(), 125);
        for (int cell = 0; cell < 125; cell++) {
            cells.addRow();
            cells.metric("recencyDays", BigDecimal.valueOf(10L * (5 - cell / 25)));
            cells.metric("orders.lifetime", BigDecimal.valueOf(cell / 5 % 5 + 1L));
            cells.metric("spend.lifetime", BigDecimal.valueOf(100L * (cell % 5 + 1)));
        }
        MetricTable table = cells.build();
        SegmentEvaluator.Bound bound = SegmentEvaluator.of(rfm, Calibrator.calibrate(rfm.scoring(), table))
                .bind(table);

        for (int cell = 0; cell < 125; cell++) {
            int recency = cell / 25 + 1;
            int mean = Math.ceilDiv(cell / 5 % 5 + cell % 5 + 2, 2);
            assertThat(names(rfm, bound, cell))
                    .as("R %d, F %d, M %d", recency, cell / 5 % 5 + 1, cell % 5 + 1)
                    .containsExactly("rfm-" + GRID[5 - recency][mean - 1]);
        }
        assertThat(Arrays.stream(GRID).flatMap(Arrays::stream).distinct()).hasSize(11);
        assertThat(rfm.segments()).hasSize(11);
    }

    @Test
    void binsAreTheFifthsOfThePopulationAndFrozen() throws Exception {
        SegmentSet set = read("""
                {'key':'v','name':{'en':'V'},'population':{'metric':'orders.lifetime','atLeast':1},
                 'scores':[{'key':'s','metric':'spend.365d','bins':5}],
                 'segments':[{'key':'top','name':{'en':'Top'},'when':{'metric':'s','equals':5}},
                             {'key':'rest','name':{'en':'Rest'},'when':{'not':{'metric':'s','equals':5}}}]}""");
        Random random = new Random(4);
        List<Map<String, BigDecimal>> base = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            base.add(Map.of(
                    "orders.lifetime", BigDecimal.valueOf(random.nextInt(3)),
                    "spend.365d", BigDecimal.valueOf(random.nextInt(100_000), 2)));
        }
        MetricTable table = table(base);
        Calibration calibration = Calibrator.calibrate(set.scoring(), table);
        SegmentEvaluator.Bound bound = SegmentEvaluator.of(set, calibration).bind(table);

        List<BigDecimal> members = base.stream()
                .filter(customer -> customer.get("orders.lifetime").signum() > 0)
                .map(customer -> customer.get("spend.365d"))
                .sorted()
                .toList();
        BigDecimal from = members.get(Math.ceilDiv(4 * members.size(), 5) - 1);
        for (int row = 0; row < base.size(); row++) {
            boolean member = base.get(row).get("orders.lifetime").signum() > 0;
            boolean top = base.get(row).get("spend.365d").compareTo(from) > 0;
            assertThat(names(set, bound, row)).isEqualTo(!member ? List.of() : top ? List.of("top") : List.of("rest"));
        }
        // Whoever comes later is compared with what was frozen.
        MetricTable late = table(List.of(Map.of("orders.lifetime", BigDecimal.ONE, "spend.365d", from)));
        assertThat(names(set, SegmentEvaluator.of(set, calibration).bind(late), 0))
                .containsExactly("rest");
    }

    @Test
    void beforeAnybodyHasAValueNobodyHasAScore() throws Exception {
        SegmentSet set = read("""
                {'key':'v','name':{'en':'V'},'scores':[{'key':'s','metric':'spend.365d','bins':2},{'key':'m','mean':['s']}],
                 'segments':[{'key':'a','name':{'en':'A'},'when':{'metric':'m','atLeast':1}},
                             {'key':'b','name':{'en':'B'},'when':{'not':{'metric':'m','atLeast':1}}}]}""");
        MetricTable nobody = table(List.of(Map.of()));
        MetricTable somebody = table(List.of(Map.of("spend.365d", BigDecimal.TEN)));

        SegmentEvaluator.Bound bound = SegmentEvaluator.of(set, Calibrator.calibrate(set.scoring(), nobody))
                .bind(somebody);

        assertThat(names(set, bound, 0)).isEmpty();
    }

    private static MetricTable table(List<Map<String, BigDecimal>> base) {
        TableBuilder table = new TableBuilder(List.of("orders.lifetime", "spend.365d"), List.of(), base.size());
        base.forEach(customer -> {
            table.addRow();
            customer.forEach(table::metric);
        });
        return table.build();
    }

    private static List<String> names(SegmentSet set, SegmentEvaluator.Bound bound, int row) {
        return bound.isMember(row)
                ? IntStream.range(0, set.segments().size())
                        .filter(segment -> bound.isIn(segment, row))
                        .mapToObj(segment -> set.segments().get(segment).key())
                        .toList()
                : List.of();
    }
}
