package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Json;

/// The scheme that benchmarks of reads have: five criteria with four kinds of scales, a calibrated one among them, four
/// tiers, two rules, a population.
final class BenchScheme {
    private static final String DOCUMENT = """
            {"key": "bench-NUMBER", "name": {"zh-CN": "基准", "en": "Benchmark"},
             "population": {"metric": "orders.lifetime", "atLeast": 1},
             "dimensions": [
               {"key": "value", "weight": 0.6, "criteria": [
                 {"metric": "spend.365d", "weight": 0.5, "scale": {"type": "quantile", "bins": 5}},
                 {"metric": "orders.365d", "weight": 0.3, "scale": {"type": "steps", "steps": [[1, 20], [5, 60], [10, 100]]}},
                 {"metric": "averageOrder.365d", "weight": 0.2, "scale": {"type": "linear", "from": 0, "to": 1000}, "missing": {"points": 0}}]},
               {"key": "behaviour", "weight": 0.4, "criteria": [
                 {"metric": "recencyDays", "weight": 0.5, "scale": {"type": "decay", "halfLifeDays": 90}, "missing": {"points": 0}},
                 {"metric": "categories.365d", "weight": 0.5, "scale": {"type": "steps", "steps": [[1, 20], [3, 60], [6, 100]]}, "missing": {"points": 0}}]}],
             "cut": {"type": "score"},
             "tiers": [
               {"key": "diamond", "name": {"zh-CN": "钻石", "en": "Diamond"}, "enter": 75},
               {"key": "gold", "name": {"zh-CN": "黄金", "en": "Gold"}, "enter": 60},
               {"key": "silver", "name": {"zh-CN": "白银", "en": "Silver"}, "enter": 35},
               {"key": "bronze", "name": {"zh-CN": "青铜", "en": "Bronze"}}],
             "rules": [
               {"key": "big-and-frequent", "when": {"all": [{"metric": "spend.365d", "over": 5000}, {"metric": "orders.365d", "over": 10}]}, "assign": "diamond"},
               {"key": "sends-back", "when": {"metric": "returnRate.365d", "over": 0.09}, "cap": "gold"}]}
            """;

    private BenchScheme() {}

    static String key(int number) {
        return "bench-" + number;
    }

    /// Equal documents under different keys, each a scheme of its own.
    static JsonNode document(int number) {
        return Json.read(DOCUMENT.replace("bench-NUMBER", key(number)));
    }
}
