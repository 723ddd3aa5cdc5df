package io.fenji.scoring.tier;

import static io.fenji.scoring.testing.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Filters of lists and exports against the same conditions on every customer's own answer.
@QuarkusTest
@ServiceTest
class TierFilterTest {
    private static final long SEED = 31;
    private static final List<String> PROVINCES = List.of("浙江", "广东", "O'Hara \\ \"quoted\"", "");
    private static final List<String> INDUSTRIES = List.of("retail", "manufacturing");

    @Inject
    MetricFollower follower;

    private record Row(Map<String, Object> answer, Map<String, String> attributes) {
        @Nullable
        String text(String name) {
            Object text = answer.get(name);
            return text == null ? null : text.toString();
        }

        String word(String name) {
            return String.valueOf(text(name));
        }
    }

    @Test
    void everyCombinationFindsWhomItDescribes() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        Map<UUID, Row> base = base(scheme, 60);
        Random random = new Random(SEED);
        for (int i = 0; i < 50; i++) {
            Map<String, List<String>> query = new TreeMap<>();
            Predicate<Row> expected = choose(random, query, base);
            Set<UUID> wanted = new TreeSet<>();
            base.forEach((id, row) -> {
                if (expected.test(row)) {
                    wanted.add(id);
                }
            });
            Supplier<RequestSpecification> request = () -> {
                RequestSpecification asked = given().queryParam("scheme", scheme);
                query.forEach((name, values) -> asked.queryParam(name, values));
                return asked;
            };
            Set<UUID> listed = listed(request);
            assertThat(exported(request.get())).as("%s", query).isEqualTo(listed);
            // Others are outside of the population, too.
            listed.retainAll(base.keySet());
            assertThat(listed).as("%s seed %d", query, SEED).isEqualTo(wanted);
        }
    }

    @Test
    void refusesFiltersThatCannotBe() {
        String scheme = Api.activeScheme(Schemes.RULES);
        for (String query :
                List.of("attributes.kind=PERSON", "attribute=kind", "attribute.=x", "minScore=-1", "tiers=a")) {
            given().get("/v1/tiers?scheme=%s&%s".formatted(scheme, query))
                    .then()
                    .statusCode(400);
            given().get("/v1/tier-exports?scheme=%s&%s".formatted(scheme, query))
                    .then()
                    .statusCode(400);
        }
        given().queryParam("scheme", scheme)
                .queryParam("attribute.kind", "a\u0000b")
                .get("/v1/tiers")
                .then()
                .statusCode(400);
        given().queryParam("scheme", scheme)
                .queryParam("attribute.a\u0000b", "x")
                .get("/v1/tiers")
                .then()
                .statusCode(400);
        given().queryParam("scheme", scheme)
                .queryParam("tier", Collections.nCopies(51, "a"))
                .get("/v1/tiers")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("TOO_MANY"));
    }

    @Test
    void aCursorBelongsToItsFilters() {
        String scheme = Api.activeScheme(Schemes.RULES);
        base(scheme, 5);
        String next = given().queryParam("scheme", scheme)
                .queryParam("attribute.kind", "PERSON")
                .queryParam("limit", 2)
                .get("/v1/tiers")
                .jsonPath()
                .getString("next");

        given().queryParam("scheme", scheme)
                .queryParam("attribute.kind", "PERSON")
                .queryParam("after", next)
                .get("/v1/tiers")
                .then()
                .statusCode(200);
        given().queryParam("scheme", scheme)
                .queryParam("attribute.kind", "ORGANIZATION")
                .queryParam("after", next)
                .get("/v1/tiers")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    private static Predicate<Row> choose(Random random, Map<String, List<String>> query, Map<UUID, Row> base) {
        Predicate<Row> expected = row -> true;
        Set<String> tiers = some(random, List.of("diamond", "gold", "silver", "bronze"));
        Set<String> outsides = random.nextInt(3) == 0 ? some(random, List.of("population", "excluded")) : Set.of();
        tiers.forEach(tier -> add(query, "tier", tier));
        outsides.forEach(reason -> add(query, "outside", reason));
        if (tiers.isEmpty() && outsides.isEmpty()) {
            expected = expected.and(row -> row.text("tier") != null);
        } else {
            expected = expected.and(row -> tiers.contains(row.word("tier")) || outsides.contains(row.word("outside")));
        }
        if (random.nextInt(4) == 0) {
            BigDecimal least = BigDecimal.valueOf(random.nextInt(1_000_000), 4);
            add(query, "minScore", least.toPlainString());
            expected = expected.and(
                    row -> row.text("score") != null && new BigDecimal(row.text("score")).compareTo(least) >= 0);
        }
        if (random.nextInt(4) == 0) {
            BigDecimal most = BigDecimal.valueOf(random.nextInt(1_000_000), 4);
            add(query, "maxScore", most.toPlainString());
            expected = expected.and(
                    row -> row.text("score") != null && new BigDecimal(row.text("score")).compareTo(most) <= 0);
        }
        if (random.nextInt(4) == 0) {
            Row one = new ArrayList<>(base.values()).get(random.nextInt(base.size()));
            Instant since = Instant.parse(one.text("since"));
            add(query, "changedSince", since.toString());
            expected = expected.and(row -> !Instant.parse(row.text("since")).isBefore(since));
        }
        Set<String> provinces = random.nextInt(2) == 0 ? some(random, PROVINCES) : Set.of();
        provinces.forEach(province -> add(query, "attribute.province", province));
        if (!provinces.isEmpty()) {
            expected = expected.and(row -> provinces.contains(row.attributes().getOrDefault("province", "none")));
        }
        Set<String> industries = random.nextInt(2) == 0 ? some(random, INDUSTRIES) : Set.of();
        industries.forEach(industry -> add(query, "attribute.custom.trade", industry));
        if (!industries.isEmpty()) {
            expected = expected.and(row -> industries.contains(row.attributes().getOrDefault("custom.trade", "none")));
        }
        return expected;
    }

    private static Set<String> some(Random random, List<String> all) {
        Set<String> chosen = new TreeSet<>();
        all.stream().filter(each -> random.nextInt(4) == 0).forEach(chosen::add);
        return chosen;
    }

    private static void add(Map<String, List<String>> query, String name, String value) {
        query.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    private static Set<UUID> listed(Supplier<RequestSpecification> request) {
        Set<UUID> found = new TreeSet<>();
        String next = null;
        do {
            RequestSpecification page = request.get().queryParam("limit", 30);
            JsonPath answer = (next == null ? page : page.queryParam("after", next))
                    .get("/v1/tiers")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> ids = answer.getList("items.customerId");
            ids.forEach(id -> assertThat(found.add(UUID.fromString(id))).isTrue());
            next = answer.getString("next");
        } while (next != null);
        return found;
    }

    private static Set<UUID> exported(RequestSpecification request) {
        List<String> lines = request.accept("text/csv")
                .get("/v1/tier-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines.getLast()).isEqualTo("#end," + (lines.size() - 2));
        Set<UUID> found = new TreeSet<>();
        lines.subList(1, lines.size() - 1).forEach(line -> found.add(UUID.fromString(line.substring(0, 36))));
        return found;
    }

    private Map<UUID, Row> base(String scheme, int size) {
        Random random = new Random(SEED);
        Map<UUID, Map<String, String>> attributes = new TreeMap<>();
        for (TestCustomer customer : RandomBase.of(scheme, size, SEED)) {
            Map<String, String> its =
                    new TreeMap<>(Map.of("province", PROVINCES.get(random.nextInt(PROVINCES.size()))));
            if (random.nextBoolean()) {
                its.put("custom.trade", INDUSTRIES.get(random.nextInt(2)));
            }
            StringBuilder json = new StringBuilder("\"attributes\":{");
            its.forEach((name, value) -> json.append(
                    "\"%s\":\"%s\",".formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""))));
            CustomerServiceStub.running()
                    .put(customer.id(), customer.line().replace("\"attributes\":{", json.toString()));
            attributes.put(customer.id(), its);
        }
        if (!follower.catchUp()) {
            throw new AssertionError("customer-service's feed was not read");
        }
        Api.run(scheme, false);
        Map<UUID, Row> base = new TreeMap<>();
        attributes.forEach((id, its) ->
                base.put(id, new Row(Api.tier(id, scheme).jsonPath().getMap(""), its)));
        return base;
    }
}
