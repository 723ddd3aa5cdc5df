package io.fenji.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people send by mistake. Each is a clear problem with place and reason, and nothing of it lands.
@InSuite(SuiteKind.GENERATED)
class BadInputTest {
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key\n";
    private static final String GOOD = "BAD-1,1,BAD-C1,2026-05-01T10:00:00,COMPLETED,web,BAD-P1,2,10.00,0,CNY,\n";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Journey journey;
    private String endOfFeed;

    @BeforeEach
    void rememberWhereTheFeedEnds(FreshSuite suite) {
        journey = Journey.through(suite);
        endOfFeed = Journey.endOf(journey.customers(), "/v1/metric-feed");
    }

    @AfterEach
    void nothingLanded() {
        assertThat(Journey.follow(journey.customers(), "/v1/metric-feed", endOfFeed))
                .as("customers that the bad input touched")
                .isEmpty();
        assertThat(journey.customers().get("/v1/orders/by-key/demo/BAD-1").status())
                .isEqualTo(404);
        assertThat(journey.customers().get("/v1/customers/by-key/demo/BAD-C1").status())
                .isEqualTo(404);
    }

    @Test
    void anUnknownColumnIsNamed() {
        JsonNode problem = failed(HEADER.strip() + ",surprise\n" + GOOD.strip() + ",x\n");

        assertThat(problem.path("detail").asText() + problem.path("errors")).contains("surprise");
    }

    @Test
    void aMissingColumnIsNamed() {
        JsonNode problem = failed(HEADER.replace("quantity", "quantitee") + GOOD);

        assertThat(problem.path("detail").asText() + problem.path("errors")).contains("quantity");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T10:00:00, 2026-02-30T10:00:00, ordered_at",
        "2026-05-01T10:00:00, yesterday, ordered_at",
        "',2,10.00', ',two,10.00', quantity",
        "',2,10.00', ',2,1e400', unit_price",
        "',2,10.00', ',2,NaN', unit_price",
        "COMPLETED, DREAMT, status",
        "CNY, XXQ, currency",
        "BAD-C1, '', customer_key",
    })
    void aWrongValueIsRejectedWithItsLine(String good, String bad, String column) {
        JsonNode load = ended(journey.customers()
                .upload(
                        "/v1/imports?type=orders&mapping=fenji-orders",
                        BodyPublishers.ofString(HEADER + GOOD.replace(good, bad))));

        assertThat(load.at("/counts/landed").asLong()).isZero();
        assertThat(load.at("/counts/rejected").asLong()).isEqualTo(1);
        JsonNode rejection = journey.customers()
                .get("/v1/imports/" + load.path("id").asText() + "/rejections", "Accept", "application/json")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(rejection.path("line").asLong()).isEqualTo(2);
        assertThat(rejection.path("code").asText()).isNotBlank();
        assertThat(rejection.path("reason").asText()).as("names the column").contains(column);
    }

    @Test
    void aCellWithU0000IsRejected() {
        JsonNode load = ended(journey.customers()
                .upload(
                        "/v1/imports?type=orders&mapping=fenji-orders",
                        BodyPublishers.ofString(HEADER + GOOD.replace("web", "we\0b"))));

        assertThat(load.at("/counts/landed").asLong()).isZero();
        assertThat(load.at("/counts/rejected").asLong()).isEqualTo(1);
    }

    @Test
    void aTruncatedGzipFailsAsAWhole() throws IOException {
        byte[] whole = gzip(HEADER + manyGoodLines());

        JsonNode problem = failed(Arrays.copyOf(whole, whole.length / 2));

        assertThat(problem.path("detail").asText()).contains("compressed", "cut off");
    }

    @Test
    void anEmptyFileIsRefused() {
        failed(new byte[0]);
    }

    @Test
    void aFileWithoutRowsLandsNothing() {
        JsonNode load = ended(journey.customers()
                .upload("/v1/imports?type=orders&mapping=fenji-orders", BodyPublishers.ofString(HEADER)));

        assertThat(load.at("/counts/landed").asLong()).isZero();
    }

    /// The service has a heap of 288 MiB: it could not hold the line.
    @Test
    void aLineOfOneGibibyteIsRefusedWithItsPlace() throws IOException {
        Path file = Path.of("target/one-gibibyte-line.csv.gz");
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write((HEADER + GOOD).getBytes(UTF_8));
            byte[] letters = new byte[1 << 20];
            Arrays.fill(letters, (byte) 'a');
            for (int i = 0; i < 1024; i++) {
                out.write(letters);
            }
        }

        JsonNode problem = problemOf(journey.customers().upload("/v1/imports?type=orders&mapping=fenji-orders", file));

        assertThat(problem.path("detail").asText()).contains("3");
    }

    @Test
    void aDamagedCharacterIsRefusedWithItsLine() {
        byte[] damaged = (HEADER + GOOD + GOOD.replace("web", "微信商城小程序旗舰店")).getBytes(UTF_8);
        damaged[HEADER.length() + GOOD.length() + GOOD.indexOf("web") + 5] = 'x';

        JsonNode problem = failed(damaged);

        assertThat(problem.path("detail").asText()).contains("UTF-8").contains("line 3");
    }

    @Test
    void anUnknownMappingIsNamed() {
        Answer answer = journey.customers()
                .upload("/v1/imports?type=orders&mapping=no-such-mapping", BodyPublishers.ofString(HEADER + GOOD));

        assertThat(problem(answer).toString()).contains("no-such-mapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/imports", "/v1/imports?type=orders", "/v1/imports?type=wishes&mapping=fenji-orders"})
    void anImportWithoutTypeOrMappingIsRefused(String path) {
        problem(journey.customers().upload(path, BodyPublishers.ofString(HEADER + GOOD)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"PERSON\",\"colour\":\"red\"} | /colour",
                "{\"kind\":\"ALIEN\"} | /kind",
                "{\"name\":\"no kind\"} | /kind",
                "{\"kind\":\"PERSON\",\"name\":\"a\\u0000b\"} | /name",
                "{\"kind\":\"PERSON\",\"registeredOn\":\"2026-02-30\"} | /registeredOn",
                "{\"kind\":\"PERSON\",\"assets\":{\"amount\":\"12,5\",\"currency\":\"CNY\"}} | /assets/amount",
            })
    void aBadCustomerIsRefusedWithItsPlace(String body, String pointer) {
        JsonNode problem = problem(journey.customers().put("/v1/customers/by-key/demo/BAD-C1", body));

        assertThat(problem.path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .contains(pointer);
    }

    @Test
    void brokenJsonIsRefusedWithLineAndColumn() {
        JsonNode ofCustomer =
                problem(journey.customers().put("/v1/customers/by-key/demo/BAD-C1", "{\"kind\":\n\"PERSON\""));
        JsonNode ofScheme = problem(journey.scoring().post("/v1/schemes", "{\"key\": \"bad-scheme\",}"));

        assertThat(ofCustomer.path("detail").asText()).contains("line 2");
        assertThat(ofScheme.path("detail").asText()).contains("line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers?colour=red",
                "/v1/customers?limit=201",
                "/v1/customers?limit=-1",
                "/v1/customers?after=forged",
                "/v1/customers/by-key/demo/a%00b",
                "/v1/metric-feed?after=forged",
            })
    void aBadQueryIsRefused(String path) {
        problem(journey.customers().get(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"key\":\"bad-scheme\",\"name\":{\"en\":\"x\"},\"cut\":{\"type\":\"dice\"},\"tiers\":[{\"key\":\"a\",\"name\":{\"en\":\"A\"}}]} | /cut",
                "{\"key\":\"bad-scheme\",\"name\":{\"en\":\"x\"},\"cut\":{\"type\":\"score\"},\"tiers\":[]} | /tiers",
                "{\"key\":\"bad-scheme\",\"name\":{\"en\":\"x\"},\"cut\":{\"type\":\"score\"},\"colour\":1,\"tiers\":[{\"key\":\"a\",\"name\":{\"en\":\"A\"}}]} | /colour",
                "{\"key\":\"bad-scheme\",\"name\":{\"en\":\"x\\u0000\"},\"cut\":{\"type\":\"score\"},\"tiers\":[{\"key\":\"a\",\"name\":{\"en\":\"A\"}}]} | /name/en",
            })
    void aMalformedSchemeIsRefusedWithItsPlace(String document, String pointer) {
        JsonNode problem = problem(journey.scoring().post("/v1/schemes", document));

        assertThat(problem.path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .anyMatch(place -> place.startsWith(pointer));
        assertThat(journey.scoring().get("/v1/schemes/bad-scheme").status()).isEqualTo(404);
    }

    @Test
    void aSchemeThatMakesNoSenseCannotBeActivated() {
        String document = """
                {"key": "senseless", "name": {"en": "Senseless"}, "cut": {"type": "score"},
                 "dimensions": [{"key": "value", "weight": 1, "criteria": [
                   {"metric": "spent.365d", "weight": 1, "scale": {"type": "linear", "from": 0, "to": 10}}]}],
                 "tiers": [{"key": "low", "name": {"en": "Low"}, "enter": 10},
                           {"key": "high", "name": {"en": "High"}, "enter": 90},
                           {"key": "rest", "name": {"en": "Rest"}}]}
                """;
        Answer created = journey.scoring().post("/v1/schemes", document).expect(201);
        String version = created.location().getRawPath();

        JsonNode validation =
                journey.scoring().post(version + ":validate").expect(200).json();
        JsonNode problem = problem(journey.scoring().post(version + ":activate"));

        assertThat(validation.path("valid").asBoolean()).isFalse();
        List<String> places = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .toList();
        assertThat(places)
                .anyMatch(place -> place.startsWith("/dimensions/0/criteria/0"))
                .anyMatch(place -> place.startsWith("/tiers/"));
        assertThat(journey.scoring().json(version).path("state").asText()).isEqualTo("DRAFT");
    }

    @Test
    void runAndReportOfAnUnknownSchemeAreRefused() {
        problem(journey.scoring().post("/v1/tier-runs", "{\"scheme\":\"no-such-scheme\"}"));
        problem(journey.reports().post("/v1/reports", "{\"scheme\":\"no-such-scheme\",\"language\":\"en\"}"));
        problem(journey.reports().post("/v1/reports", "{\"scheme\":\"abc-pareto-80-95\",\"language\":\"tlh\"}"));
    }

    private JsonNode failed(String file) {
        return failed(file.getBytes(UTF_8));
    }

    private JsonNode failed(byte[] file) {
        return problemOf(journey.customers()
                .upload("/v1/imports?type=orders&mapping=fenji-orders", BodyPublishers.ofByteArray(file)));
    }

    /// The problem of a file that is refused as a whole, at once or after it was received.
    private JsonNode problemOf(Answer answer) {
        if (answer.status() != 202) {
            return problem(answer);
        }
        JsonNode load = journey.customers().finished(answer, LIMIT);
        assertThat(load.path("state").asText()).isEqualTo("FAILED");
        JsonNode problem = load.path("problem");
        assertThat(problem.path("code").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isBetween(400, 499);
        return problem;
    }

    private JsonNode ended(Answer answer) {
        return journey.customers().succeeded(answer, LIMIT);
    }

    private static JsonNode problem(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("type").asText()).isNotBlank();
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("code").asText()).matches("[A-Z][A-Z0-9_]+");
        return problem;
    }

    private static String manyGoodLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 5_000; i++) {
            lines.append(GOOD.replace("BAD-1,1", "BAD-" + i + ",1"));
        }
        return lines.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
