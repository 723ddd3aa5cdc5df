package io.fenji.scoring.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.way.Lever;
import io.fenji.scoring.metric.CatalogueMetric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeversTest {
    private static final CatalogueMetric.Lever SPEND =
            new CatalogueMetric.Lever("spend", "BY_AMOUNT", List.of("UP"), null, null, null);

    private final Map<String, CatalogueMetric> catalogue = new TreeMap<>();

    private LeversTest metric(String key, @Nullable String step, CatalogueMetric.@Nullable Lever lever) {
        catalogue.put(
                key,
                new CatalogueMetric(key, Map.of(), "", null, true, step == null ? null : new BigDecimal(step), lever));
        return this;
    }

    private List<Lever> levers(String... metrics) {
        return Levers.of(Set.of(metrics), catalogue);
    }

    @Test
    void metricsThatMoveTogetherAreOneLever() {
        metric("spend.30d", "0.01", SPEND).metric("spend.365d", "0.01", SPEND).metric("spend.90d", "0.01", SPEND);

        assertThat(levers("spend.30d", "spend.365d")).singleElement().satisfies(lever -> {
            assertThat(lever.metrics()).containsExactlyInAnyOrder("spend.30d", "spend.365d");
            assertThat(lever.step()).isEqualTo(Fixed.ONE / 100);
            assertThat(lever.least()).isEqualTo(-Lever.NO_LIMIT);
            assertThat(lever.most()).isEqualTo(Lever.NO_LIMIT);
            assertThat(lever.start()).isEqualTo(MetricColumn.ABSENT);
        });
    }

    @Test
    void whatGoesBothWaysIsTwoLeversOfOneKey() {
        metric(
                "nps",
                "1",
                new CatalogueMetric.Lever(
                        "nps", "TO_LEVEL", List.of("UP", "DOWN"), BigDecimal.ZERO, BigDecimal.TEN, BigDecimal.ONE));

        assertThat(levers("nps"))
                .extracting(Lever::key, Lever::up, Lever::moves, Lever::most, Lever::start)
                .containsExactly(
                        tuple("nps", true, Lever.Moves.TO_LEVEL, 10 * Fixed.ONE, Fixed.ONE),
                        tuple("nps", false, Lever.Moves.TO_LEVEL, 10 * Fixed.ONE, Fixed.ONE));
    }

    @Test
    void whatNobodyMovesOrThisVersionDoesNotUnderstandIsLeftOut() {
        metric("tenureDays", "1", null)
                .metric("a", null, SPEND)
                .metric("b", "0", new CatalogueMetric.Lever("b", "BY_AMOUNT", List.of("UP"), null, null, null))
                .metric("c", "1", new CatalogueMetric.Lever("c", "BY_MAGIC", List.of("UP"), null, null, null))
                .metric("d", "1", new CatalogueMetric.Lever("d", "BY_AMOUNT", List.of("SIDEWAYS"), null, null, null));

        assertThat(levers("tenureDays", "a", "b", "c", "d", "unknown")).isEmpty();
    }
}
