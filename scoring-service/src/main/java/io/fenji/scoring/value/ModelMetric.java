package io.fenji.scoring.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A metric that a model gives from other metrics of a customer. Nothing of it is stored.
public enum ModelMetric {
    LIFETIME_VALUE("clv.365d", "未来365天客户价值", "Lifetime value of the next 365 days", "money", "365d", "0.01"),
    ALIVE_PROBABILITY("aliveProbability", "活跃概率", "Probability of being alive", "ratio", null, "0.0001"),
    EXPECTED_ORDERS(
            "expectedOrders.90d", "未来90天预期购买天数", "Expected orders of the next 90 days", "number", "90d", "0.0001"),
    CHURN_RISK("churnRisk", "流失风险", "Churn risk", "ratio", null, "0.0001"),
    CLUSTER("cluster", "客群编号", "Cluster", "number", null, "1");

    private static final Map<String, ModelMetric> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ModelMetric::key, metric -> metric));

    private final String key;
    private final String chinese;
    private final String english;
    private final String unit;
    private final @Nullable String window;
    private final BigDecimal step;

    ModelMetric(String key, String chinese, String english, String unit, @Nullable String window, String step) {
        this.key = key;
        this.chinese = chinese;
        this.english = english;
        this.unit = unit;
        this.window = window;
        this.step = new BigDecimal(step);
    }

    public String key() {
        return key;
    }

    /// By language tag.
    public Map<String, String> names() {
        return Map.of("zh-CN", chinese, "en", english);
    }

    /// In the words of customer-service's catalogue.
    public String unit() {
        return unit;
    }

    /// The days that it looks ahead.
    public @Nullable String window() {
        return window;
    }

    public BigDecimal step() {
        return step;
    }

    /// All keys.
    public static Set<String> keys() {
        return BY_KEY.keySet();
    }

    static Optional<ModelMetric> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /// Whether a model gives one of these. Such a metric changes by the day.
    public static boolean any(Collection<String> metrics) {
        return metrics.stream().anyMatch(BY_KEY::containsKey);
    }
}
