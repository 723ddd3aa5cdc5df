package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Json;

/// The scheme that the benchmarks run, once as a document for the service and once as one SQL statement: five criteria
/// with four kinds of scales, a calibrated one among them, four tiers, two rules, a population.
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

    /// The metrics that the statement reads, as a company's nightly job would have them: one narrow row a customer.
    static final String TABLE = """
            create table bench_vectors (
              customer_id uuid primary key,
              orders_lifetime numeric, spend_365d numeric, orders_365d numeric, average_order_365d numeric,
              recency_days numeric, categories_365d numeric, return_rate_365d numeric
            );
            create table bench_tiers (customer_id uuid primary key, score numeric(7, 4) not null, tier text not null)
            """;

    /// Keys of the columns of [#TABLE] after the id, in their order.
    static final String[] COLUMNS = {
        "orders.lifetime",
        "spend.365d",
        "orders.365d",
        "averageOrder.365d",
        "recencyDays",
        "categories.365d",
        "returnRate.365d"
    };

    static final String SQL = """
            with breaks as (
              select percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by spend_365d) as b
              from bench_vectors where orders_lifetime >= 1
            ), points as (
              select v.*,
                20 * (1 + (b[1] < spend_365d)::int + (b[2] < spend_365d)::int + (b[3] < spend_365d)::int + (b[4] < spend_365d)::int) as p1,
                case when orders_365d >= 10 then 100 when orders_365d >= 5 then 60 when orders_365d >= 1 then 20 else 0 end as p2,
                coalesce(round(least(greatest(average_order_365d / 1000 * 100, 0), 100), 4), 0) as p3,
                coalesce(round((100 * power(2::float8, -recency_days::float8 / 90))::numeric, 4), 0) as p4,
                case when categories_365d >= 6 then 100 when categories_365d >= 3 then 60 when categories_365d >= 1 then 20 else 0 end as p5
              from bench_vectors v, breaks where orders_lifetime >= 1
            ), scores as (
              select *, round(0.3 * p1 + 0.18 * p2 + 0.12 * p3 + 0.2 * p4 + 0.2 * p5, 4) as score from points
            ), ranks as (
              select *, case
                when spend_365d > 5000 and orders_365d > 10 then 1
                when score >= 75 then 1 when score >= 60 then 2 when score >= 35 then 3 else 4 end as rank
              from scores
            )
            insert into bench_tiers
            select customer_id, score,
              (array['diamond', 'gold', 'silver', 'bronze'])[case when return_rate_365d > 0.09 then greatest(rank, 2) else rank end]
            from ranks
            """;

    private BenchScheme() {}

    static String key(int number) {
        return "bench-" + number;
    }

    /// Equal documents under different keys, so that each run tiers everyone anew.
    static JsonNode document(int number) {
        return Json.read(DOCUMENT.replace("bench-NUMBER", key(number)));
    }
}
