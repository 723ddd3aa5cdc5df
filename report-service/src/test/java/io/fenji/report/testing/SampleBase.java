package io.fenji.report.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/// A base of customers, as both services would tell it.
public record SampleBase(String scheme, String document, List<SampleCustomer> customers, boolean twoRuns) {
    public static final String EARLIER_DATE = "2026-04-01";
    public static final String DATE = "2026-06-30";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PROVINCES = {
        "广东", "江苏", "浙江", "上海", "北京", "山东", "四川", "福建", "湖北", "河南", "湖南", "安徽", "陕西", "重庆", "辽宁", "云南"
    };
    private static final String[] INDUSTRIES = {"零售", "制造", "教育", "医疗"};
    private static final String[] FAMILY = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳"};
    private static final String[] GIVEN = {"伟", "芳", "娜", "秀英", "敏", "静", "强", "磊", "洋", "子涵", "雨桐"};
    private static final String[] FIRMS = {"明远", "华信", "东方", "恒泰", "瑞丰", "星河"};

    public static final String MEMBERS = """
            {"key": "%s", "name": {"zh-CN": "零售会员分级", "en": "Retail members"},
             "population": {"all": [{"metric": "orders.lifetime", "atLeast": 1}, {"not": {"attribute": "industry", "in": ["餐饮", "教育"]}}]},
             "dimensions": [
               {"key": "value", "weight": 60, "criteria": [
                 {"metric": "spend.365d", "weight": 0.7, "scale": {"type": "quantile", "bins": 5}},
                 {"metric": "orders.365d", "weight": 0.3, "scale": {"type": "steps", "steps": [[1, 20], [5, 60], [10, 100]]}}]},
               {"key": "behaviour", "weight": 40, "criteria": [
                 {"metric": "recencyDays", "weight": 0.5, "scale": {"type": "decay", "halfLifeDays": 90}, "missing": "neutral"},
                 {"metric": "tenureDays", "weight": 0.5, "scale": {"type": "linear", "from": 0, "to": 1000}, "missing": {"points": 20}}]}],
             "cut": {"type": "score"},
             "tiers": [
               {"key": "diamond", "name": {"zh-CN": "钻石", "en": "Diamond"}, "enter": 85, "leave": 78},
               {"key": "gold", "name": {"zh-CN": "黄金", "en": "Gold"}, "enter": 65, "leave": 60},
               {"key": "silver", "name": {"zh-CN": "白银", "en": "Silver"}, "enter": 40, "leave": 36},
               {"key": "bronze", "name": {"zh-CN": "青铜", "en": "Bronze"}}],
             "rules": [
               {"key": "big-and-frequent", "when": {"all": [{"metric": "spend.365d", "over": 5000}, {"metric": "orders.365d", "over": 10}]}, "assign": "diamond"},
               {"key": "many-returns", "when": {"metric": "returnRate.365d", "over": 0.5}, "cap": "gold"}]}""";

    public static final String PARETO = """
            {"key": "%s", "name": {"zh-CN": "客户ABC分级（80/95）", "en": "Pareto classes 80/95"},
             "population": {"metric": "orders.lifetime", "atLeast": 1},
             "cut": {"type": "valueShare", "metric": "grossSpend.lifetime", "shares": [0.8, 0.95]},
             "tiers": [
               {"key": "A", "name": {"zh-CN": "A类", "en": "Class A"}},
               {"key": "B", "name": {"zh-CN": "B类", "en": "Class B"}},
               {"key": "C", "name": {"zh-CN": "C类", "en": "Class C"}}]}""";

    /// A base with structure: skewed spend, some returns beyond purchases, some outside the population, movement.
    public static SampleBase members(String scheme, int size, long seed) {
        Random random = new Random(seed);
        String[] tiers = {"diamond", "gold", "silver", "bronze"};
        List<SampleCustomer> customers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int orders = random.nextInt(10) == 0 ? 0 : 1 + (int) Math.min(40, Math.abs(random.nextGaussian()) * 6);
            int recency = orders == 0 ? -1 : (int) Math.min(900, -Math.log(random.nextDouble()) * 700 / (1 + orders));
            BigDecimal gross = BigDecimal.valueOf(Math.exp(random.nextGaussian() * 0.9) * 260 * orders)
                    .setScale(2, RoundingMode.HALF_UP);
            BigDecimal spend = random.nextInt(40) == 0 ? gross.negate() : gross;
            double score = orders * 2.2 + Math.max(0, 60 - recency * 0.25) + Math.min(20, gross.doubleValue() / 400);
            int rank = score > 78 ? 0 : score > 60 ? 1 : score > 32 ? 2 : 3;
            int earlier = Math.clamp(rank + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0), 0, 3);
            boolean organisation = random.nextInt(6) == 0;
            String name = organisation
                    ? FIRMS[random.nextInt(FIRMS.length)] + "商贸有限公司"
                    : FAMILY[random.nextInt(FAMILY.length)] + GIVEN[random.nextInt(GIVEN.length)];
            customers.add(new SampleCustomer(
                    id(scheme, i),
                    "C%06d".formatted(i + 1),
                    name,
                    "CN",
                    random.nextInt(30) == 0 ? null : PROVINCES[(int) Math.min(15, Math.abs(random.nextGaussian()) * 6)],
                    spend,
                    gross,
                    orders,
                    orders == 0 ? null : recency,
                    orders == 0 ? null : tiers[rank],
                    orders == 0 || random.nextInt(25) == 0 ? null : tiers[earlier]));
        }
        return new SampleBase(scheme, MEMBERS.formatted(scheme), customers, true);
    }

    public static SampleBase of(String scheme, String document, List<SampleCustomer> customers) {
        return new SampleBase(scheme, document.formatted(scheme), customers, false);
    }

    /// Classes of 80 and 95 % of gross spend, in several countries, tiered once.
    public static SampleBase pareto(String scheme, int size, long seed) {
        List<SampleCustomer> plain = members(scheme, size, seed).customers();
        String[] countries = {
            "United Kingdom", "United Kingdom", "United Kingdom", "Germany", "France", "EIRE", "Channel Islands"
        };
        Random random = new Random(seed);
        List<SampleCustomer> buyers = plain.stream()
                .filter(each -> each.orders() > 0)
                .sorted(Comparator.comparing(SampleCustomer::gross).reversed())
                .toList();
        BigDecimal total = buyers.stream().map(SampleCustomer::gross).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<SampleCustomer> customers = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (SampleCustomer each : buyers) {
            double share = before.doubleValue() / total.doubleValue();
            customers.add(new SampleCustomer(
                    each.id(),
                    each.key(),
                    null,
                    countries[random.nextInt(countries.length)],
                    null,
                    each.spend(),
                    each.gross(),
                    each.orders(),
                    each.recency(),
                    share < 0.8 ? "A" : share < 0.95 ? "B" : "C",
                    null));
            before = before.add(each.gross());
        }
        return new SampleBase(scheme, PARETO.formatted(scheme), customers, false);
    }

    public static UUID id(String scheme, int number) {
        return UUID.nameUUIDFromBytes((scheme + number).getBytes(StandardCharsets.UTF_8));
    }

    public UUID run(int number) {
        return id(scheme + "-run-", number);
    }

    public String cursor() {
        return "at-" + scheme;
    }

    public List<SampleCustomer> tiered() {
        return customers.stream().filter(each -> each.tier() != null).toList();
    }

    public String metricFeed() {
        String lines = customers.stream()
                .map(each -> metricLine(each).toString() + "\n")
                .collect(Collectors.joining());
        return lines + metricTrailer(customers.size());
    }

    public String metricTrailer(int count) {
        return "{\"end\":true,\"count\":%d,\"next\":\"%s\",\"more\":false,\"businessDate\":\"%s\",\"dailyMetrics\":[\"recencyDays\",\"tenureDays\"]}\n"
                .formatted(count, cursor(), DATE);
    }

    public String factFeed() {
        List<String> lines = new ArrayList<>();
        for (SampleCustomer each : customers) {
            lines.add(SampleFacts.customerLine(each).toString());
            SampleFacts.monthLines(each).forEach(month -> lines.add(month.toString()));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + factTrailer(lines.size());
    }

    public String factTrailer(int count) {
        return factTrailer(count, cursor());
    }

    public static String factTrailer(int count, String next) {
        return "{\"end\":true,\"count\":%d,\"next\":\"%s\",\"more\":false,\"currency\":\"CNY\"}\n"
                .formatted(count, next);
    }

    public String tierChanges() {
        List<String> lines = new ArrayList<>();
        for (SampleCustomer each : customers) {
            boolean early = twoRuns && each.earlierTier() != null;
            if (early) {
                lines.add(change(each, 1, null, each.earlierTier(), run(1), EARLIER_DATE));
            }
            if (each.tier() != null && !(early && each.tier().equals(each.earlierTier()))
                    || each.tier() == null && early) {
                lines.add(change(each, early ? 2 : 1, early ? each.earlierTier() : null, each.tier(), run(2), DATE));
            }
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + tierTrailer(lines.size());
    }

    public String tierTrailer(int count) {
        return "{\"end\":true,\"count\":%d,\"next\":\"%s\",\"more\":false}\n".formatted(count, cursor());
    }

    public String runs() {
        String second = runJson(2, DATE);
        return "{\"items\":[%s]}".formatted(twoRuns ? second + "," + runJson(1, EARLIER_DATE) : second);
    }

    private String runJson(int number, String date) {
        return runJson(number, 1, date, date + "T01:00:05Z");
    }

    /// A run that has succeeded.
    public String runJson(int number, int version, String date, String finished) {
        return """
                {"id":"%s","scheme":"%s","schemeVersion":%d,"calibrationId":"%s","state":"SUCCEEDED","businessDate":"%s",
                 "createdAt":"%sT01:00:00Z","finishedAt":"%s"}""".formatted(run(number), scheme, version, run(9), date, date, finished);
    }

    public String calibration() {
        return """
                {"id":"%s","scheme":"%s","schemeVersion":1,"dataHash":"00ff","businessDate":"%s","createdAt":"%sT01:00:00Z",
                 "document":{"scheme":"%s","members":%d,"scales":[{"criterion":"/dimensions/0/criteria/0","metric":"spend.365d",
                 "type":"quantile","values":10,"breakpoints":[120.5,480,1300,3600]}],
                 "share":{"metric":"grossSpend.lifetime","total":100,"thresholds":[1500.25,360.1]}}}""".formatted(run(9), scheme, DATE, DATE, scheme, tiered().size());
    }

    private static BigDecimal profit(SampleCustomer each) {
        return SampleFacts.days(each).stream()
                .map(day -> day.spend().subtract(day.cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Mean days between its orders: they lie within thirty days.
    public static BigDecimal gap(SampleCustomer each) {
        return BigDecimal.valueOf(30).divide(BigDecimal.valueOf(each.orders() - 1L), 4, RoundingMode.HALF_UP);
    }

    /// An industry or, of every seventh customer, none.
    public static String industry(SampleCustomer each) {
        int at = Math.floorMod(each.key().hashCode(), 7);
        return at == 6 ? null : INDUSTRIES[at % INDUSTRIES.length];
    }

    private ObjectNode metricLine(SampleCustomer each) {
        ObjectNode line =
                JSON.createObjectNode().put("customerId", each.id().toString()).put("deleted", false);
        ArrayNode keys = line.putArray("keys");
        keys.addObject().put("source", "demo").put("key", each.key());
        ObjectNode attributes = line.putObject("attributes").put("kind", "PERSON");
        if (each.country() != null) {
            attributes.put("country", each.country());
        }
        if (industry(each) != null) {
            attributes.put("industry", industry(each));
        }
        if (each.province() != null) {
            attributes.put("province", each.province());
        }
        ObjectNode metrics = line.putObject("metrics")
                .put("spend.365d", each.spend())
                .put("spend.lifetime", each.spend())
                .put("grossSpend.lifetime", each.gross())
                .put("profit.lifetime", profit(each))
                .put("orders.365d", each.orders())
                .put("orders.lifetime", each.orders());
        // Some were told three days ago and only their days have gone on since.
        int daysAgo = each.recency() != null && each.recency() >= 3 && each.orders() % 2 == 0 ? 3 : 0;
        if (each.recency() != null) {
            metrics.put("recencyDays", each.recency() - daysAgo).put("tenureDays", each.recency() + 30 - daysAgo);
        }
        if (each.orders() > 1) {
            metrics.put("orderGapDays", gap(each));
        }
        return line.put("businessDate", LocalDate.parse(DATE).minusDays(daysAgo).toString())
                .put("computedAt", DATE + "T00:30:00.123456Z");
    }

    private String change(SampleCustomer customer, int version, String from, String to, UUID run, String date) {
        return changeAt(customer.id(), version, from, to, run, date + "T01:00:03Z");
    }

    /// A line of the feed of tier changes; no run: the follower of metrics did it.
    public String changeAt(UUID customer, int version, String from, String to, UUID run, String time) {
        ObjectNode line = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", customer + "-" + version)
                .put("source", "/scoring-service")
                .put("type", "io.fenji.tier.changed")
                .put("time", time)
                .put("subject", customer.toString())
                .put("sequence", Integer.toString(version))
                .put("datacontenttype", "application/json");
        ObjectNode data = line.putObject("data").put("scheme", scheme).put("schemeVersion", 1);
        if (from != null) {
            data.put("from", from);
        }
        if (to != null) {
            data.put("to", to);
        }
        if (run != null) {
            data.put("runId", run.toString());
        }
        data.put("businessDate", time.substring(0, 10)).put("version", version);
        return line.toString();
    }
}
