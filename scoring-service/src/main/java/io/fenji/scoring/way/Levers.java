package io.fenji.scoring.way;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.way.Lever;
import io.fenji.engine.way.Lever.Moves;
import io.fenji.scoring.metric.CatalogueMetric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What can be done about the metrics of a scheme, as customer-service's catalogue says it. What it
/// says in words that this version does not know is left out: nothing is proposed that might not be so.
final class Levers {
    private Levers() {}

    /// The levers that move some of these metrics.
    static List<Lever> of(Collection<String> metrics, Map<String, CatalogueMetric> catalogue) {
        Map<String, List<CatalogueMetric>> together = new TreeMap<>();
        for (String key : metrics) {
            CatalogueMetric metric = catalogue.get(key);
            if (metric != null && metric.lever() != null && metric.step() != null) {
                together.computeIfAbsent(metric.lever().key(), none -> new ArrayList<>())
                        .add(metric);
            }
        }
        List<Lever> levers = new ArrayList<>();
        together.values().forEach(group -> add(group, levers));
        return levers;
    }

    private static void add(List<CatalogueMetric> group, List<Lever> into) {
        CatalogueMetric.Lever lever = group.getFirst().lever();
        long step = group.stream()
                .map(CatalogueMetric::step)
                .mapToLong(each -> scaled(each, 0))
                .min()
                .orElse(0);
        if (lever == null || step <= 0 || !isKnown(lever.moves())) {
            return;
        }
        List<String> keys = group.stream().map(CatalogueMetric::key).toList();
        for (String direction : lever.directions()) {
            if (direction.equals("UP") || direction.equals("DOWN")) {
                into.add(new Lever(
                        lever.key(),
                        keys,
                        Moves.valueOf(lever.moves()),
                        direction.equals("UP"),
                        step,
                        scaled(lever.least(), -Lever.NO_LIMIT),
                        scaled(lever.most(), Lever.NO_LIMIT),
                        scaled(lever.start(), MetricColumn.ABSENT)));
            }
        }
    }

    private static boolean isKnown(String moves) {
        return moves.equals(Moves.BY_AMOUNT.name()) || moves.equals(Moves.TO_LEVEL.name());
    }

    private static long scaled(@Nullable BigDecimal value, long without) {
        return value == null ? without : Fixed.of(value);
    }
}
