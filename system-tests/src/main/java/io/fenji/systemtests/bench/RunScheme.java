package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.systemtests.client.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scheme of the tier runs' benchmark, once as a document for the service and once as one SQL statement that does
/// the same: fifteen criteria with calibrated quintiles in three dimensions, four tiers, two rules, a population.
final class RunScheme {
    private static final String DOCUMENT = """
            {"key": "KEY", "name": {"zh-CN": "基准", "en": "Benchmark"},
             "population": {"metric": "orders.lifetime", "atLeast": 1},
             "dimensions": [],
             "cut": {"type": "score"},
             "tiers": [
               {"key": "diamond", "name": {"zh-CN": "钻石", "en": "Diamond"}, "enter": 80},
               {"key": "gold", "name": {"zh-CN": "黄金", "en": "Gold"}, "enter": 60},
               {"key": "silver", "name": {"zh-CN": "白银", "en": "Silver"}, "enter": 40},
               {"key": "bronze", "name": {"zh-CN": "青铜", "en": "Bronze"}}],
             "rules": [
               {"key": "big-and-frequent", "when": {"all": [{"metric": "spend.365d", "over": 5000}, {"metric": "orders.365d", "over": 10}]}, "assign": "diamond"},
               {"key": "sends-back", "when": {"metric": "returnRate.365d", "over": 0.09}, "cap": "gold"}]}
            """;

    /// A criterion with the weight of its dimension and its own, in tenths.
    private record Part(String dimension, String metric, int dimensionWeight, int weight) {
        String column() {
            return RunScheme.column(metric);
        }
    }

    /// All of them count everywhere: an absent value gives no points. Weights within a dimension sum to ten.
    private static final List<Part> PARTS = List.of(
            new Part("value", "spend.365d", 5, 3),
            new Part("value", "spend.90d", 5, 2),
            new Part("value", "grossSpend.365d", 5, 1),
            new Part("value", "profit.365d", 5, 2),
            new Part("value", "averageOrder.365d", 5, 1),
            new Part("value", "largestOrder.365d", 5, 1),
            new Part("behaviour", "orders.365d", 3, 3),
            new Part("behaviour", "orders.90d", 3, 2),
            new Part("behaviour", "categories.365d", 3, 2),
            new Part("behaviour", "orderGapDays", 3, 1),
            new Part("behaviour", "discountShare.365d", 3, 2),
            new Part("loyalty", "tenureDays", 2, 4),
            new Part("loyalty", "orders.lifetime", 2, 3),
            new Part("loyalty", "spend.lifetime", 2, 2),
            new Part("loyalty", "spend.180d", 2, 1));

    /// Metrics of the rules that no criterion has.
    private static final List<String> OTHERS = List.of("returnRate.365d");

    /// Metrics that the statement reads, in the order of the columns after the id.
    static final List<String> METRICS =
            Stream.concat(PARTS.stream().map(Part::metric), OTHERS.stream()).toList();

    private RunScheme() {}

    static String key(int number) {
        return "bench-" + number;
    }

    /// Equal documents under different keys, so that each run tiers everyone anew.
    static JsonNode document(int number) {
        ObjectNode scheme = (ObjectNode) Json.read(DOCUMENT.replace("KEY", key(number)));
        ArrayNode dimensions = (ArrayNode) scheme.get("dimensions");
        PARTS.stream()
                .collect(Collectors.groupingBy(Part::dimension, LinkedHashMap::new, Collectors.toList()))
                .forEach((key, parts) -> {
                    ObjectNode dimension = dimensions.addObject();
                    dimension.put("key", key).put("weight", parts.getFirst().dimensionWeight() / 10.0);
                    ArrayNode criteria = dimension.putArray("criteria");
                    for (Part part : parts) {
                        ObjectNode criterion = criteria.addObject();
                        criterion.put("metric", part.metric()).put("weight", part.weight() / 10.0);
                        criterion.putObject("scale").put("type", "quantile").put("bins", 5);
                        criterion.putObject("missing").put("points", 0);
                    }
                });
        return scheme;
    }

    /// The same of metrics of value models instead of two others.
    static JsonNode ofModels(int number) {
        return Json.read(document(number)
                .toString()
                .replace(key(number), modelKey(number))
                .replace("\"spend.180d\"", "\"clv.365d\"")
                .replace("\"orders.90d\"", "\"churnRisk\""));
    }

    static String modelKey(int number) {
        return "models-" + number;
    }

    /// One narrow row a customer with just these metrics, in the units that compare fastest; and tables like the
    /// service's own to write to.
    static String tables() {
        return "create table bench_vectors (customer_id uuid primary key, "
                + METRICS.stream().map(metric -> column(metric) + " bigint").collect(Collectors.joining(", "))
                + """
                );
                create table bench_tiers (like tiers including all);
                create table bench_history (like tier_history including all);
                create table bench_counter (last bigint not null);
                insert into bench_counter values (0)""";
    }

    /// One statement: calibrates, scores, cuts, applies the rules, and writes tiers and history.
    ///
    /// @param scheme the key to write them under
    static String statement(String scheme) {
        String breaks = PARTS.stream()
                .map(part -> "percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by %1$s) as b_%1$s"
                        .formatted(part.column()))
                .collect(Collectors.joining(", "));
        // width_bucket counts the breakpoints up to a value; the points want those below it.
        String score = PARTS.stream()
                .map(part -> "%d * coalesce(1 + width_bucket(%2$s - 1, b_%2$s), 0)"
                        .formatted(2_000 * part.dimensionWeight() * part.weight(), part.column()))
                .collect(Collectors.joining(" + "));
        return """
                with breaks as materialized (
                  select %1$s from bench_vectors where orders_lifetime >= 10000
                ), scores as (
                  select customer_id, orders_lifetime >= 10000 as inside, spend_365d, orders_365d, returnrate_365d,
                    %2$s as score
                  from bench_vectors, breaks
                ), cuts as (
                  select customer_id, inside, case when inside then score end as score, returnrate_365d, case
                    when not inside then null
                    when spend_365d > 50000000 and orders_365d > 100000 then 1
                    when score >= 800000 then 1 when score >= 600000 then 2 when score >= 400000 then 3 else 4 end as cut,
                    case when not inside then null
                    when score >= 800000 then 1 when score >= 600000 then 2 when score >= 400000 then 3 else 4 end as held
                  from scores
                ), ranked as materialized (
                  select customer_id, inside, score,
                    (array['diamond', 'gold', 'silver', 'bronze'])[case when returnrate_365d > 900 then greatest(cut, 2) else cut end] as tier,
                    (array['diamond', 'gold', 'silver', 'bronze'])[held] as held
                  from cuts
                ), tiered as (
                  insert into bench_tiers (customer_id, scheme, tier, outside, held_tier, held_since, score, since, run_id, version)
                  select customer_id, '%3$s', tier, case when not inside then 'OUTSIDE_POPULATION' end, held,
                    case when inside then current_date end, score, now(), '01970000-0000-7000-8000-000000000000',
                    case when inside then 1 else 0 end
                  from ranked
                ), counted as (
                  update bench_counter set last = last + (select count(*) from ranked where inside)
                  returning last - (select count(*) from ranked where inside) as before
                )
                insert into bench_history (customer_id, version, scheme, sequence, valid_from, previous, tier, score, cause,
                  run_id, scheme_version, calibration_id, business_date, data_as_of)
                select customer_id, 1, '%3$s', before + row_number() over (), now(), null, tier, score, 'RUN',
                  '01970000-0000-7000-8000-000000000000', 1, '01970000-0000-7000-8000-000000000000', current_date, now()
                from ranked, counted where inside
                """.formatted(breaks, score, scheme);
    }

    private static String column(String metric) {
        return metric.toLowerCase(Locale.ROOT).replace('.', '_');
    }
}
