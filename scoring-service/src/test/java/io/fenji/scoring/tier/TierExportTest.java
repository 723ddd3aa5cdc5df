package io.fenji.scoring.tier;

import static io.fenji.scoring.testing.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.json.JsonRules;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lines of exports against the answers about single customers.
@QuarkusTest
@ServiceTest
class TierExportTest {
    private static final long SEED = 61;
    private static final ObjectMapper JSON = JsonRules.apply(new ObjectMapper());
    private static final String[] EVERYONE = {"diamond", "gold", "silver", "bronze"};

    @Inject
    MetricFollower follower;

    @Inject
    Database database;

    @Test
    void linesAreTheBytesOfSingleAnswers() throws Exception {
        String scheme = base();
        Map<String, String> lines = lines(request(scheme));
        for (Map.Entry<String, String> line : some(lines)) {
            assertThat(line.getValue())
                    .as("seed %d", SEED)
                    .isEqualTo(single(given(), "/v1/customers/%s/tiers/%s".formatted(line.getKey(), scheme)));
        }
        Map<String, String> cells = cells(request(scheme));
        assertThat(cells.keySet()).isEqualTo(lines.keySet());
        for (Map.Entry<String, String> row : cells.entrySet()) {
            assertThat(row.getValue()).as("seed %d", SEED).isEqualTo(row(lines.get(row.getKey()), List.of()));
        }
    }

    @Test
    void linesAboutThePastAreTheBytesOfSingleAnswers() throws Exception {
        String scheme = base();
        // Of the processor, which may be finer than the database's times.
        Instant now = Instant.now();
        Map<String, String> lines = lines(past(request(scheme), now));
        assertThat(lines).isNotEmpty();
        for (Map.Entry<String, String> line : some(lines)) {
            assertThat(line.getValue())
                    .as("seed %d", SEED)
                    .isEqualTo(
                            single(past(given(), now), "/v1/customers/%s/tiers/%s".formatted(line.getKey(), scheme)));
        }
        Map<String, String> cells = cells(past(request(scheme), now));
        assertThat(cells.keySet()).isEqualTo(lines.keySet());
        for (Map.Entry<String, String> row : cells.entrySet()) {
            assertThat(row.getValue())
                    .isEqualTo(row(lines.get(row.getKey()), List.of("recordedAt", "asOf", "knownAt")));
        }
    }

    /// Customers with tiers, some of which the scheme would not have given: with any score and time.
    private String base() {
        // It begins to listen with its first use, and activation asks it for its metrics.
        CustomerServiceStub.running();
        String scheme = Api.activeScheme(Schemes.SCORED);
        List<TestCustomer> customers = RandomBase.of(scheme, 80, SEED);
        customers.forEach(TestCustomer::publish);
        if (!follower.catchUp()) {
            throw new AssertionError("customer-service's feed was not read");
        }
        Api.run(scheme, true);
        Random random = new Random(SEED);
        database.transaction(c -> {
            for (TestCustomer customer : customers) {
                String word = EVERYONE[random.nextInt(EVERYONE.length)];
                Long score = random.nextInt(5) == 0 ? null : Long.valueOf(random.nextLong(1_000_001));
                for (String table : List.of("tiers", "tier_history")) {
                    Sql.update(
                            c,
                            "update %s set tier = ?, score = ? where customer_id = ? and scheme = ? and tier is not null"
                                    .formatted(table),
                            word,
                            score,
                            customer.id(),
                            scheme);
                }
                Sql.update(
                        c,
                        "update tiers set since = since - ? * interval '1 microsecond', run_id = ? where customer_id = ? and scheme = ?",
                        random.nextInt(3) * random.nextLong(10_000_000_000L),
                        random.nextBoolean() ? customer.id() : null,
                        customer.id(),
                        scheme);
                Sql.update(
                        c,
                        "update customer_metrics set applied_at = applied_at + ? * interval '1 millisecond' where customer_id = ?",
                        random.nextInt(100_000),
                        customer.id());
            }
            return true;
        });
        return scheme;
    }

    /// Those who have a tier, and a hundred of whom other tests left outside of the population.
    private static List<Map.Entry<String, String>> some(Map<String, String> lines) {
        return Stream.concat(
                        lines.entrySet().stream().filter(line -> line.getValue().contains("\"tier\":")),
                        lines.entrySet().stream()
                                .filter(line -> !line.getValue().contains("\"tier\":"))
                                .limit(100))
                .toList();
    }

    private static RequestSpecification request(String scheme) {
        RequestSpecification request = given().queryParam("scheme", scheme);
        for (String tier : EVERYONE) {
            request.queryParam("tier", tier);
        }
        return request.queryParam("outside", "population").queryParam("outside", "excluded");
    }

    private static RequestSpecification past(RequestSpecification request, Instant moment) {
        return request.queryParam("asOf", moment.toString()).queryParam("knownAt", moment.toString());
    }

    private static String single(RequestSpecification request, String path) throws Exception {
        ObjectNode answer = (ObjectNode)
                JSON.readTree(request.get(path).then().statusCode(200).extract().asString());
        answer.remove("tierName");
        return JSON.writeValueAsString(answer);
    }

    private static Map<String, String> lines(RequestSpecification request) throws Exception {
        Map<String, String> lines = new TreeMap<>();
        for (String line : exported(request, "application/x-ndjson").split("\n", -1)) {
            if (line.startsWith("{\"customerId\"")) {
                lines.put(JSON.readTree(line).path("customerId").textValue(), line);
            }
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(80);
        return lines;
    }

    private static Map<String, String> cells(RequestSpecification request) {
        Map<String, String> rows = new HashMap<>();
        String[] lines = exported(request, "text/csv").split("\r\n", -1);
        assertThat(lines[lines.length - 2]).isEqualTo("#end," + (lines.length - 3));
        for (int i = 1; i < lines.length - 2; i++) {
            rows.put(lines[i].substring(0, 36), lines[i]);
        }
        return rows;
    }

    private static String exported(RequestSpecification request, String type) {
        return request.accept(type)
                .get("/v1/tier-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /// The row of CSV that says the same.
    private static String row(String line, List<String> more) throws Exception {
        ObjectNode answer = (ObjectNode) JSON.readTree(line);
        StringBuilder row = new StringBuilder();
        for (List<String> names : List.of(
                List.of("customerId", "scheme", "tier", "score", "since", "computedAt", "dataAsOf", "businessDate"),
                List.of("schemeVersion", "calibrationId", "runId", "outside"),
                more)) {
            for (String name : names) {
                String value = answer.path(name).isNumber()
                        ? new BigDecimal(answer.path(name).asText()).toPlainString()
                        : CsvCells.cell(answer.path(name).asText(""));
                row.append(row.isEmpty() ? "" : ",").append(value);
            }
        }
        return row.toString();
    }
}
