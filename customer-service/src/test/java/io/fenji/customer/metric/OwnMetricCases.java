package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// User-defined metrics of all sources and aggregates with windows of any length, which are defined, defined anew and
/// deleted as a test goes on; and twins of built-in ones, made from the form in which those can be read.
final class OwnMetricCases {
    private static final List<String> TWINS = List.of(
            "spend.90d",
            "grossSpend.lifetime",
            "orders.365d",
            "largestOrder.180d",
            "recencyDays",
            "interactions.90d",
            "interactions.siteView.365d",
            "lastInteractionDays",
            "satisfaction.365d",
            "nps",
            "complaints.365d",
            "openComplaints",
            "referrals.365d");

    /// A row that meets the filter, or may meet it. A value that it should have and nobody knows is null.
    private record Fact(
            LocalDate day,
            @Nullable BigDecimal value,
            @Nullable String text) {}

    /// A metric of a window of so many days, 0 for all time.
    private record Case(
            String definition, String aggregate, BiFunction<BruteForce.History, LocalDate, List<Fact>> facts) {}

    private static final Map<String, Case> CASES = Map.of(
            "ownLines",
            new Case("""
                    "source": "orderLines", "aggregate": "sum", "field": "amount", "filter": [{"field": "category", "is": "cat0"}]""", "sum", (history, date) -> lines(history, line -> "cat0".equals(line.category()))),
            "ownCategories",
            new Case(
                    """
                    "source": "orderLines", "aggregate": "distinct", "field": "category",
                    "filter": [{"field": "quantity", "over": 0}, {"field": "category", "notIn": ["cat1"]}]""",
                    "distinct",
                    (history, date) ->
                            lines(history, line -> line.quantity().signum() > 0 && !"cat1".equals(line.category()))),
            "ownLarge",
            new Case(
                    """
                    "source": "orders", "aggregate": "sum", "field": "discount", "filter": [{"field": "gross", "over": 20}]""",
                    "sum",
                    (history, date) -> orders(
                            history,
                            order -> !order.rated() || order.gross().compareTo(BigDecimal.valueOf(20)) > 0,
                            order -> order.lines().stream()
                                    .filter(line -> line.quantity().signum() > 0)
                                    .map(BruteForce.Line::discount)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))),
            "ownMean",
            new Case("""
                    "source": "orders", "aggregate": "mean", "field": "net" """, "mean", (history, date) -> orders(history, order -> true, OwnMetricCases::net)),
            "ownMax",
            new Case(
                    """
                    "source": "orders", "aggregate": "max", "field": "net", "filter": [{"field": "cost", "present": true}]""",
                    "max",
                    (history, date) -> orders(
                            history,
                            order -> order.rated() && order.lines().stream().allMatch(line -> line.cost() != null),
                            OwnMetricCases::net)),
            "ownSince",
            new Case(
                    """
                    "source": "interactions", "aggregate": "daysSince", "filter": [{"field": "type", "in": ["CALL", "EMAIL"]}]""",
                    "daysSince",
                    (history, date) -> history.touches().stream()
                            .filter(touch -> List.of("CALL", "EMAIL").contains(touch.type()))
                            .map(touch -> new Fact(touch.day(), null, null))
                            .toList()),
            "ownMin",
            new Case(
                    """
                    "source": "feedback", "aggregate": "min", "field": "score", "filter": [{"field": "score", "atLeast": 2}]""",
                    "min",
                    (history, date) -> history.voices().stream()
                            .filter(voice -> voice.score() != null && voice.score() >= 2)
                            .map(voice -> new Fact(voice.day(), BigDecimal.valueOf(voice.score()), null))
                            .toList()),
            "ownResolved",
            new Case(
                    """
                    "source": "feedback", "aggregate": "count",
                    "filter": [{"field": "type", "is": "COMPLAINT"}, {"field": "resolved", "is": true}]""",
                    "count",
                    (history, date) -> history.voices().stream()
                            .filter(voice -> voice.resolved() != null
                                    && !voice.resolved().isAfter(date))
                            .map(voice -> new Fact(voice.day(), null, null))
                            .toList()));

    private final Random random;
    private final Map<String, Integer> windows = new HashMap<>();
    private final List<String> twins = new ArrayList<>();

    OwnMetricCases(Random random) {
        this.random = random;
    }

    /// Twins of some built-in metrics, and some of the cases.
    void begin() {
        for (String key : TWINS) {
            if (random.nextInt(3) == 0) {
                JsonNode form = tree(request().get("/v1/metrics/" + key));
                StringBuilder document = new StringBuilder();
                Stream.of("source", "aggregate", "field", "filter", "window")
                        .filter(form::has)
                        .forEach(part -> document.append(", \"%s\": %s".formatted(part, form.get(part))));
                define(twin(key), document.substring(1));
                twins.add(key);
            }
        }
        step();
        step();
    }

    /// Defines a case, defines it anew or deletes it.
    void step() {
        String key = CASES.keySet().stream().sorted().toList().get(random.nextInt(CASES.size()));
        if (windows.containsKey(key) && random.nextInt(3) == 0) {
            delete(key);
            windows.remove(key);
            return;
        }
        int days = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(400);
        String window = days == 0 ? "lifetime" : days + "d";
        define(key, "%s, \"window\": \"%s\"".formatted(CASES.get(key).definition(), window));
        windows.put(key, days);
    }

    void end() {
        twins.forEach(key -> delete(twin(key)));
        windows.keySet().forEach(OwnMetricCases::delete);
    }

    /// What these metrics are at the date.
    Map<String, BigDecimal> metrics(BruteForce.History history, Map<String, BigDecimal> builtIn, LocalDate date) {
        Map<String, BigDecimal> metrics = new HashMap<>();
        twins.stream().filter(builtIn::containsKey).forEach(key -> metrics.put(twin(key), builtIn.get(key)));
        windows.forEach((key, days) -> {
            @Nullable BigDecimal value = value(CASES.get(key).aggregate(), inWindow(key, history, date), date);
            if (value != null) {
                BigDecimal rounded = value.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
                metrics.put(key, rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
            }
        });
        return metrics;
    }

    /// The first date after this one at which one of their facts leaves its window.
    @Nullable
    LocalDate nextChange(BruteForce.History history, LocalDate date) {
        return windows.entrySet().stream()
                .filter(window -> window.getValue() > 0)
                .flatMap(window -> inWindow(window.getKey(), history, date).stream()
                        .map(fact -> fact.day().plusDays(window.getValue())))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private List<Fact> inWindow(String key, BruteForce.History history, LocalDate date) {
        int days = windows.get(key);
        return CASES.get(key).facts().apply(history, date).stream()
                .filter(fact -> !fact.day().isAfter(date))
                .filter(fact -> days == 0 || fact.day().isAfter(date.minusDays(days)))
                .toList();
    }

    private static @Nullable BigDecimal value(String aggregate, List<Fact> facts, LocalDate date) {
        List<BigDecimal> values =
                facts.stream().map(Fact::value).filter(Objects::nonNull).toList();
        if (values.size() < facts.size() && List.of("sum", "mean", "max", "min").contains(aggregate)) {
            return null;
        }
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (aggregate) {
            case "sum" -> sum;
            case "count" -> BigDecimal.valueOf(facts.size());
            case "mean" ->
                values.isEmpty() ? null : sum.divide(BigDecimal.valueOf(values.size()), 4, RoundingMode.HALF_UP);
            case "max" -> values.stream().max(BigDecimal::compareTo).orElse(null);
            case "min" -> values.stream().min(BigDecimal::compareTo).orElse(null);
            case "distinct" ->
                BigDecimal.valueOf(facts.stream()
                        .map(Fact::text)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
            default ->
                facts.stream()
                        .map(Fact::day)
                        .max(LocalDate::compareTo)
                        .map(day -> BigDecimal.valueOf(ChronoUnit.DAYS.between(day, date)))
                        .orElse(null);
        };
    }

    private static BigDecimal net(BruteForce.Order order) {
        return order.gross().subtract(order.returned());
    }

    private static List<Fact> orders(
            BruteForce.History history,
            Predicate<BruteForce.Order> filter,
            Function<BruteForce.Order, BigDecimal> value) {
        return history.orders().stream()
                .filter(order -> order.status().equals("COMPLETED"))
                .filter(filter)
                .map(order -> new Fact(order.day(), order.rated() ? value.apply(order) : null, null))
                .toList();
    }

    private static List<Fact> lines(BruteForce.History history, Predicate<BruteForce.Line> filter) {
        return history.orders().stream()
                .filter(order -> order.status().equals("COMPLETED"))
                .flatMap(order -> order.lines().stream()
                        .filter(filter)
                        .map(line -> new Fact(order.day(), order.rated() ? line.amount() : null, line.category())))
                .toList();
    }

    private static String twin(String key) {
        return "twin" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private static void define(String key, String definition) {
        String document = """
                {"key": "%s", "name": {"zh-CN": "指标", "en": "Metric"}, "group": "own", "unit": "number", %s}""".formatted(key, definition);
        Response known = request().get("/v1/metrics/" + key);
        Response answer = known.statusCode() == 404
                ? json(document).post("/v1/metrics")
                : json(document).header("If-Match", known.header("ETag")).put("/v1/metrics/" + key);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        JsonNode metric = tree(answer);
        if (metric.has("pending") || metric.path("state").asText().equals("BACKFILLING")) {
            Api.await(
                    "/v1/operations/" + metric.path("pending").path("operation").asText());
        }
    }

    private static void delete(String key) {
        Response known = request().get("/v1/metrics/" + key);
        Response answer = request().header("If-Match", known.header("ETag")).delete("/v1/metrics/" + key);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        Api.await(answer.header("Location"));
    }
}
