package io.fenji.scoring.segment;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.segment.set.SegmentsInForce;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class SegmentSetResourceTest {
    private static final String BIG = """
            {"key":"KEY","name":{"zh-CN":"大客户","en":"Big"},"group":"VALUE",
             "population":{"attribute":"channel","is":"KEY"},
             "segments":[
               {"key":"KEY-big","name":{"zh-CN":"大","en":"Big"},"when":{"metric":"spend.365d","over":5000}},
               {"key":"KEY-late","name":{"en":"Late"},"when":{"metric":"recencyDays","over":30}}]}""";

    @Inject
    MetricFollower follower;

    @Inject
    SegmentsInForce inForce;

    @Inject
    Database database;

    private final CustomerServiceStub customerService = CustomerServiceStub.running();
    private final String key = Api.uniqueKey();

    @BeforeEach
    void customerServiceIsThere() {
        customerService.fault(CustomerServiceStub.Fault.NONE);
    }

    @AfterEach
    void backToTheTestsDate() {
        customerService.businessDate(LocalDate.parse("2026-06-30"));
        follower.catchUp();
    }

    @Test
    void everyBuyerIsInOneOfTheElevenSegmentsOfRfm() {
        List<TestCustomer> customers = RandomBase.of(key, 300, 21).stream()
                .map(customer -> customer.with(
                                "spend.lifetime", customer.metrics().get("spend.365d") + "")
                        .with(
                                "recencyDays",
                                Integer.toString(Math.abs(customer.id().hashCode() % 400))))
                .toList();
        customers.forEach(TestCustomer::publish);
        follower.catchUp();
        String preset = given().get("/v1/segment-presets/rfm")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String document = preset.substring(preset.indexOf("\"document\":") + 11, preset.length() - 1)
                .replace("\"rfm-", "\"" + key + "-")
                .replace("\"key\":\"rfm\"", "\"key\":\"" + key + "\"")
                .replace(
                        "\"population\":{\"metric\":\"orders.lifetime\",\"atLeast\":1}",
                        "\"population\":{\"all\":[{\"metric\":\"orders.lifetime\",\"atLeast\":1},{\"attribute\":\"channel\",\"is\":\"%s\"}]}"
                                .formatted(key));
        save(document);

        JsonPath segments = segments();

        assertThat(segments.getList("items.key")).hasSize(11);
        assertThat(segments.getList("items.name.'zh-CN'")).contains("重要价值客户", "流失客户");
        long buyers = customers.stream()
                .filter(customer -> customer.metrics().get("orders.lifetime").signum() > 0)
                .count();
        assertThat(sum(segments, "customers")).isEqualTo(BigDecimal.valueOf(buyers));
        Set<UUID> seen = new TreeSet<>();
        for (String segment : segments.<String>getList("items.key")) {
            List<UUID> members = members(segment);
            assertThat(BigDecimal.valueOf(members.size()))
                    .isEqualByComparingTo(new BigDecimal(
                            segments.getString("items.find {it.key == '%s'}.customers".formatted(segment))));
            members.forEach(
                    member -> assertThat(seen.add(member)).as("in one only").isTrue());
        }
        given().get("/v1/segment-sets/" + key)
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_FORCE"))
                .body("calibration.members", equalTo((int) buyers))
                .body("calibration.scores", hasSize(3))
                .body("calibration.scores[0].breakpoints", hasSize(4));
    }

    @Test
    void countsFollowTheFeedTheDayAndErasure() {
        save(BIG.replace("KEY", key));
        TestCustomer first = spending("6000").with("recencyDays", "29").publish();
        TestCustomer second = spending("7000.5").with("recencyDays", "2").publish();
        follower.catchUp();
        assertThat(counts()).isEqualTo(Map.of(key + "-big", "2 13000.5", key + "-late", "0 0"));

        second.with("spend.365d", "8000").publish();
        first.with("spend.365d", "100").publish();
        follower.catchUp();
        assertThat(counts()).isEqualTo(Map.of(key + "-big", "1 8000", key + "-late", "0 0"));

        customerService.businessDate(LocalDate.parse("2026-07-02"));
        follower.catchUp();
        assertThat(counts()).isEqualTo(Map.of(key + "-big", "1 8000", key + "-late", "1 100"));
        given().get("/v1/customers/{id}/segments", first.id())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].segment", equalTo(key + "-late"))
                .body("items[0].set", equalTo(key))
                .body("items[0].group", equalTo("VALUE"))
                .body("items[0].since", equalTo("2026-07-02"));
        given().get("/v1/customers/by-key/test/{key}/segments", second.key())
                .then()
                .statusCode(200)
                .body("items.segment", equalTo(List.of(key + "-big")));

        first.delete();
        second.erase();
        follower.catchUp();
        assertThat(counts()).isEqualTo(Map.of(key + "-big", "0 0", key + "-late", "0 0"));
        assertThat(members(key + "-big")).isEmpty();
        given().get("/v1/customers/{id}/segments", first.id()).then().statusCode(404);
        given().get("/v1/customers/by-key/test/{key}/segments", second.key())
                .then()
                .statusCode(404);
    }

    /// Who asks for a document that another has replaced in between must not get that one under its id.
    @Test
    void aDocumentBelongsToItsId() {
        await(json(BIG.replace("KEY", key)).post("/v1/segment-sets"));
        UUID id = database.call(c -> Sql.only(
                c, "select in_force_id from segment_sets where key = ?", row -> row.getObject(1, UUID.class), key));

        assertThat(isInForce(key, id)).isTrue();
        assertThat(isInForce(key, UUID.randomUUID())).isFalse();
        assertThat(isInForce("nobody", UUID.randomUUID())).isFalse();
    }

    private boolean isInForce(String set, UUID id) {
        return database.call(c -> inForce.get(c, set, id).isPresent());
    }

    @Test
    void aReplacedDocumentCountsWhenItsOperationHasEnded() {
        TestCustomer customer = spending("6000").publish();
        follower.catchUp();
        Response created = save(BIG.replace("KEY", key));

        Response replaced = json(BIG.replace("5000", "7000")
                        .replace("KEY-late", "KEY-new")
                        .replace("KEY", key))
                .header("If-Match", created.header("ETag"))
                .put("/v1/segment-sets/" + key);
        replaced.then().statusCode(200).body("revision", equalTo(2)).header("ETag", equalTo("\"2\""));
        await(replaced);

        assertThat(counts()).isEqualTo(Map.of(key + "-big", "0 0", key + "-new", "0 0"));
        given().get("/v1/segments/" + key + "-late").then().statusCode(404);
        customer.with("spend.365d", "7001").publish();
        follower.catchUp();
        given().get("/v1/segments/" + key + "-big")
                .then()
                .statusCode(200)
                .body("customers", equalTo(1))
                .body("spend", equalTo(7001))
                .body("when.over", equalTo(7000))
                .body("businessDate", equalTo("2026-06-30"))
                .body("dataAsOf", notNullValue());
    }

    @Test
    void aDeletedSetIsGoneWithItsSegments() {
        spending("6000").publish();
        follower.catchUp();
        String tag = save(BIG.replace("KEY", key)).header("ETag");
        given().delete("/v1/segment-sets/" + key).then().statusCode(428);
        given().header("If-Match", "\"9\"")
                .delete("/v1/segment-sets/" + key)
                .then()
                .statusCode(412);

        given().header("If-Match", tag).delete("/v1/segment-sets/" + key).then().statusCode(204);

        given().get("/v1/segment-sets/" + key).then().statusCode(404);
        given().get("/v1/segments/%s-big/customers".formatted(key)).then().statusCode(404);
        // The keys are free again, and nobody is left in what was under them.
        save(BIG.replace("5000", "9000").replace("KEY", key));
        assertThat(counts()).isEqualTo(Map.of(key + "-big", "0 0", key + "-late", "0 0"));
    }

    @Test
    void scoresAreFrozenUntilTheyAreCalibratedAnew() {
        for (int i = 1; i <= 10; i++) {
            spending(Integer.toString(i * 100)).publish();
        }
        follower.catchUp();
        save("""
                {"key":"KEY","name":{"en":"Halves"},"population":{"attribute":"channel","is":"KEY"},
                 "scores":[{"key":"half","metric":"spend.365d","bins":2}],
                 "segments":[{"key":"KEY-upper","name":{"en":"Upper"},"when":{"metric":"half","equals":2}}]}""".replace("KEY", key));
        for (int i = 11; i <= 20; i++) {
            spending(Integer.toString(i * 100)).publish();
        }
        follower.catchUp();
        assertThat(counts()).isEqualTo(Map.of(key + "-upper", "15 19500"));

        Response accepted = given().post("/v1/segment-sets/%s:calibrate".formatted(key));
        accepted.then().statusCode(202);
        assertThat(Api.await("/v1/operations/" + accepted.path("id")).getString("state"))
                .isEqualTo("SUCCEEDED");

        assertThat(counts()).isEqualTo(Map.of(key + "-upper", "10 15500"));
        given().post("/v1/segment-sets/none:calibrate").then().statusCode(404);
    }

    @Test
    void segmentsOfATierFollowOverridesAndRuns() {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("100")))
                .publish();
        follower.catchUp();
        String document = """
                {"key":"KEY","name":{"en":"Tiers"},"segments":[
                  {"key":"KEY-top","name":{"en":"Top"},"when":{"tier":{"scheme":"SCHEME","is":"diamond"}}}]}""".replace("KEY", key).replace("SCHEME", scheme);
        json(document.replace("diamond", "gold"))
                .post("/v1/segment-sets")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/segments/0/when/tier/is"))
                .body("errors[0].code", equalTo("UNKNOWN_TIER"));
        save(document);
        assertThat(members(key + "-top")).isEmpty();

        json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",\"tier\":\"diamond\",\"reason\":\"x\",\"author\":\"y\"}"
                        .formatted(customer.id(), scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(201);
        assertThat(members(key + "-top")).containsExactly(customer.id());

        TestCustomer other = TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal("3000")))
                .publish();
        follower.catchUp();
        json(Schemes.RULES.replace("KEY", scheme).replace("5000", "2000"))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        given().post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
        assertThat(members(key + "-top")).hasSize(1);
        Api.run(scheme, false);

        assertThat(members(key + "-top")).containsExactlyInAnyOrder(customer.id(), other.id());
        assertThat(counts()).isEqualTo(Map.of(key + "-top", "2 3100"));
        other.with("spend.365d", "1").publish();
        follower.catchUp();
        assertThat(members(key + "-top")).containsExactly(customer.id());
    }

    @Test
    void exportsEndWithATrailer() {
        for (int i = 0; i < 5; i++) {
            spending("6000").with("recencyDays", "40").publish();
        }
        follower.catchUp();
        save(BIG.replace("KEY", key));

        String ndjson = given().queryParam("segment", key + "-big")
                .get("/v1/segment-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String csv = given().queryParam("set", key)
                .header("Accept", "text/csv")
                .get("/v1/segment-exports")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(ndjson.lines()).hasSize(6);
        assertThat(ndjson.lines().toList().getLast()).isEqualTo("{\"end\":true,\"count\":5}");
        assertThat(csv.lines()).hasSize(12);
        assertThat(csv.lines().toList().getFirst()).isEqualTo("segment,customerId,since");
        assertThat(csv.lines().toList().getLast()).isEqualTo("#end,10");
        given().get("/v1/segment-exports").then().statusCode(400);
        given().queryParam("segment", "none").get("/v1/segment-exports").then().statusCode(404);
        given().queryParam("set", "none").get("/v1/segment-exports").then().statusCode(404);
    }

    @Test
    void presetsCanBeReadAndMadeFromAnAttribute() {
        spending("1").publish();
        follower.catchUp();
        given().get("/v1/segment-presets").then().statusCode(200).body("items", hasSize(4));
        given().get("/v1/segment-presets/none").then().statusCode(404);
        given().get("/v1/segment-presets/by-attribute").then().statusCode(400);
        given().queryParam("attribute", "province")
                .get("/v1/segment-presets/rfm")
                .then()
                .statusCode(400);
        given().queryParam("attribute", "nobodyHasThis")
                .get("/v1/segment-presets/by-attribute")
                .then()
                .statusCode(422)
                .body("code", equalTo("NO_SUCH_VALUES"));

        given().queryParam("attribute", "channel")
                .get("/v1/segment-presets/by-attribute")
                .then()
                .statusCode(200)
                .body("document.group", equalTo("PREFERENCE"))
                .body("document.segments.size()", greaterThan(0));
    }

    @Test
    void creationIsSafeToRepeatAndKeysAreUnique() {
        String body = BIG.replace("KEY", key);
        String idempotencyKey = UUID.randomUUID().toString();
        Response first = json(body).header("Idempotency-Key", idempotencyKey).post("/v1/segment-sets");
        first.then()
                .statusCode(201)
                .body("state", equalTo("PENDING"))
                .header("Location", org.hamcrest.Matchers.endsWith("/v1/segment-sets/" + key));

        Response again = json(body).header("Idempotency-Key", idempotencyKey).post("/v1/segment-sets");
        again.then().statusCode(201);
        assertThat(again.<String>path("operation")).isEqualTo(first.path("operation"));
        json(body).post("/v1/segment-sets").then().statusCode(409).body("code", equalTo("SEGMENT_SET_EXISTS"));
        json(body.replace("\"key\":\"%s\"".formatted(key), "\"key\":\"%s-x\"".formatted(key)))
                .post("/v1/segment-sets")
                .then()
                .statusCode(409)
                .body("code", equalTo("SEGMENT_EXISTS"))
                .body("errors[0].pointer", equalTo("/segments/0/key"));
        given().get("/v1/segment-sets/%s-x".formatted(key)).then().statusCode(404);
        await(first);
        assertThat(given().queryParam("limit", 200)
                        .get("/v1/segment-sets")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.key"))
                .contains(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"metric":"spent","over":1}       | 422 | SEGMENT_SET_INVALID   | /segments/0/when/metric | UNKNOWN_METRIC
            {"metric":"spend.365d"}           | 400 | SEGMENT_SET_MALFORMED | /segments/0/when        | BAD_CONDITION
            {"metric":"spend.365d","between":[2,1]} | 422 | SEGMENT_SET_INVALID | /segments/0/when/between | EMPTY_RANGE
            """)
    void refusesWhatMakesNoSenseWithItsPlace(String when, int status, String problem, String pointer, String code) {
        String body = """
                {"key":"%s","name":{"en":"X"},"segments":[{"key":"%s-a","name":{"en":"A"},"when":%s}]}""".formatted(key, key, when);

        json(body)
                .post("/v1/segment-sets")
                .then()
                .statusCode(status)
                .body("code", equalTo(problem))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));

        given().get("/v1/segment-sets/" + key).then().statusCode(404);
        json(body)
                .post("/v1/segment-sets:validate")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("findings.code", hasItem(code));
    }

    @Test
    void refusesParametersThatAreNone() {
        given().queryParam("group", "REGION").get("/v1/segments").then().statusCode(400);
        given().queryParam("limit", 0).get("/v1/segments").then().statusCode(400);
        given().queryParam("after", "nonsense").get("/v1/segments").then().statusCode(400);
        given().get("/v1/customers/{id}/segments", UUID.randomUUID()).then().statusCode(404);
        save(BIG.replace("KEY", key));
        json(BIG.replace("KEY", key + "-y"))
                .header("If-Match", "\"1\"")
                .put("/v1/segment-sets/" + key)
                .then()
                .statusCode(422)
                .body("code", equalTo("KEY_MISMATCH"));
        json(BIG.replace("KEY", key)).put("/v1/segment-sets/" + key).then().statusCode(428);
        json(BIG.replace("KEY", "none"))
                .header("If-Match", "*")
                .put("/v1/segment-sets/none")
                .then()
                .statusCode(404);
    }

    @Test
    void listsPageByCursor() {
        for (int i = 0; i < 7; i++) {
            spending("6000").publish();
        }
        follower.catchUp();
        save(BIG.replace("KEY", key));

        JsonPath first = given().queryParam("set", key)
                .queryParam("limit", 1)
                .get("/v1/segments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath second = given().queryParam("set", key)
                .queryParam("limit", 1)
                .queryParam("after", first.getString("next"))
                .get("/v1/segments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("items.key")).isEqualTo(List.of(key + "-big"));
        assertThat(second.getList("items.key")).isEqualTo(List.of(key + "-late"));
        assertThat(second.getString("next")).isNull();
        assertThat(members(key + "-big")).hasSize(7).doesNotHaveDuplicates();
    }

    private TestCustomer spending(String spend) {
        return TestCustomer.of(key, Map.of("spend.365d", new BigDecimal(spend)));
    }

    private static Response save(String document) {
        Response created = json(document).post("/v1/segment-sets");
        created.then().statusCode(201);
        await(created);
        return created;
    }

    private static void await(Response saved) {
        JsonPath operation = Api.await("/v1/operations/" + saved.path("operation"));
        assertThat(operation.getString("state")).as(operation.prettify()).isEqualTo("SUCCEEDED");
    }

    private JsonPath segments() {
        return given().queryParam("set", key)
                .get("/v1/segments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /// Customers and spend by segment.
    private Map<String, String> counts() {
        return segments().<Map<String, Object>>getList("items").stream()
                .collect(java.util.stream.Collectors.toMap(
                        segment -> (String) segment.get("key"),
                        segment -> segment.get("customers") + " " + segment.get("spend")));
    }

    private static BigDecimal sum(JsonPath segments, String property) {
        return segments.<Object>getList("items." + property).stream()
                .map(value -> new BigDecimal(value.toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<UUID> members(String segment) {
        List<UUID> members = new java.util.ArrayList<>();
        String after = null;
        do {
            var request = given().queryParam("limit", 3);
            if (after != null) {
                request.queryParam("after", after);
            }
            JsonPath page = request.get("/v1/segments/{key}/customers", segment)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<String>getList("items.customerId").forEach(id -> members.add(UUID.fromString(id)));
            after = page.getString("next");
        } while (after != null);
        return members;
    }
}
