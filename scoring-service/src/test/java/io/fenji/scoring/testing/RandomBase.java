package io.fenji.scoring.testing;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random customers, the same for the same seed; some metrics are absent, many values are equal.
public final class RandomBase {
    private RandomBase() {}

    public static List<TestCustomer> of(String channel, int size, long seed) {
        Random random = new Random(seed);
        List<TestCustomer> customers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, BigDecimal> metrics = new HashMap<>();
            int orders = random.nextInt(15);
            metrics.put("orders.lifetime", BigDecimal.valueOf(orders + random.nextInt(2)));
            metrics.put("orders.365d", BigDecimal.valueOf(orders));
            metrics.put("grossSpend.lifetime", money(random, 5000));
            metrics.put("spend.365d", money(random, 10_000));
            maybe(random, metrics, "averageOrder.365d", money(random, 500));
            maybe(random, metrics, "recencyDays", BigDecimal.valueOf(random.nextInt(400)));
            maybe(random, metrics, "categories.365d", BigDecimal.valueOf(random.nextInt(25)));
            maybe(random, metrics, "returnRate.365d", BigDecimal.valueOf(random.nextInt(10_000), 4));
            maybe(random, metrics, "creditRating", BigDecimal.valueOf(random.nextInt(100)));
            customers.add(TestCustomer.of(channel, metrics));
        }
        return customers;
    }

    public static MetricTable table(Scheme scheme, List<TestCustomer> customers) {
        TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), customers.size());
        for (TestCustomer customer : customers) {
            table.addRow();
            customer.metrics().forEach(table::metric);
            customer.attributes().forEach(table::attribute);
        }
        return table.build();
    }

    private static BigDecimal money(Random random, int most) {
        return random.nextInt(10) == 0 ? BigDecimal.valueOf(100) : BigDecimal.valueOf(random.nextInt(most * 100), 2);
    }

    private static void maybe(Random random, Map<String, BigDecimal> metrics, String key, BigDecimal value) {
        if (random.nextInt(5) > 0) {
            metrics.put(key, value);
        }
    }
}
