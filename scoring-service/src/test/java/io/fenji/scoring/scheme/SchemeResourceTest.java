package io.fenji.scoring.scheme;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class SchemeResourceTest {
    private final String key = Api.uniqueKey();

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    @Test
    void createsADraft() {
        Response created = json(document(Schemes.PARETO)).post("/v1/schemes");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/v1/schemes/%s/versions/1".formatted(key));
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        created.then()
                .body("state", equalTo("DRAFT"))
                .body("document.tiers[0].key", equalTo("A"))
                .body("revision", nullValue());
    }

    @Test
    void refusesAKeyThatIsTaken() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);

        json(document(Schemes.RULES)).post("/v1/schemes").then().statusCode(409).body("code", equalTo("SCHEME_EXISTS"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"key":"k","name":{"en":"K"},"cut":{"type":"moon"},"tiers":[{"key":"a","name":{"en":"A"}}]}            | /cut/type
            {"key":"k","name":{"en":"K"},"cut":{"type":"score"},"tiers":[{"key":"a","name":{"en":"A"},"x":1}]}     | /tiers/0/x
            {"key":"k","name":{"en":"K"},"cut":{"type":"score"},"tiers":"none"}                                    | /tiers
            """)
    void namesThePlaceOfWhatIsNoScheme(String broken, String pointer) {
        Response answer = json(broken).post("/v1/schemes");

        answer.then().statusCode(400).body("code", equalTo("SCHEME_MALFORMED"));
        assertThat(answer.jsonPath().getList("errors.pointer")).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"key":          | 400
            []               | 400
            "text"           | 400
            {"key":"a\\u0000"} | 400
            null             | 400
            """)
    void refusesWhatIsNoDocument(String body, int status) {
        json(body).post("/v1/schemes").then().statusCode(status);
    }

    @Test
    void replacesADraftOnlyWithItsCurrentTag() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);
        String address = "/v1/schemes/%s/versions/1".formatted(key);

        json(document(Schemes.RULES)).put(address).then().statusCode(428);
        json(document(Schemes.RULES))
                .header("If-Match", "\"7\"")
                .put(address)
                .then()
                .statusCode(412);
        json(document(Schemes.RULES))
                .header("If-Match", "\"1\"")
                .put(address)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("document.cut.type", equalTo("rules"));
    }

    @Test
    void refusesADocumentOfAnotherScheme() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);

        json(Schemes.PARETO.replace("KEY", "another"))
                .header("If-Match", "\"1\"")
                .put("/v1/schemes/%s/versions/1".formatted(key))
                .then()
                .statusCode(422)
                .body("code", equalTo("KEY_MISMATCH"));
    }

    @Test
    void anActiveVersionNeverChanges() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);
        String address = "/v1/schemes/%s/versions/1".formatted(key);
        String tag = given().post(address + ":activate")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .extract()
                .header("ETag");

        json(document(Schemes.RULES))
                .header("If-Match", tag)
                .put(address)
                .then()
                .statusCode(409)
                .body("code", equalTo("VERSION_NOT_DRAFT"));
    }

    @Test
    void theNextActiveVersionRetiresTheOneBefore() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(key)).then().statusCode(200);
        json(document(Schemes.RULES))
                .post("/v1/schemes/%s/versions".formatted(key))
                .then()
                .statusCode(201)
                .body("version", equalTo(2));
        json(document(Schemes.RULES))
                .post("/v1/schemes/%s/versions".formatted(key))
                .then()
                .statusCode(409)
                .body("code", equalTo("DRAFT_EXISTS"));

        given().post("/v1/schemes/%s/versions/2:activate".formatted(key)).then().statusCode(200);

        JsonPath scheme = given().get("/v1/schemes/" + key)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(scheme.getList("versions.state")).isEqualTo(List.of("ACTIVE", "RETIRED"));
        assertThat(scheme.getInt("activeVersion")).isEqualTo(2);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(key)).then().statusCode(409);
    }

    @Test
    void findsMetricsThatDoNotExist() {
        json(document(Schemes.RULES).replace("spend.365d", "spent.365d"))
                .post("/v1/schemes")
                .then()
                .statusCode(201);
        String address = "/v1/schemes/%s/versions/1".formatted(key);

        given().post(address + ":validate")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("findings.code", hasItem("UNKNOWN_METRIC"))
                .body("findings.pointer", hasItem("/rules/0/when/metric"));
        given().post(address + ":activate")
                .then()
                .statusCode(422)
                .body("code", equalTo("SCHEME_INVALID"))
                .body("errors.code", hasItem("UNKNOWN_METRIC"));
        given().get(address).then().body("state", equalTo("DRAFT"));
    }

    @Test
    void answersNotModified() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);

        given().header("If-None-Match", "\"1\"")
                .get("/v1/schemes/%s/versions/1".formatted(key))
                .then()
                .statusCode(304);
    }

    @Test
    void pagesThroughAllSchemes() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);
        json(Schemes.RULES.replace("KEY", Api.uniqueKey()))
                .post("/v1/schemes")
                .then()
                .statusCode(201);
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var request = given().queryParam("limit", 1);
            if (next != null) {
                request.queryParam("after", next);
            }
            JsonPath page =
                    request.get("/v1/schemes").then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.key"));
            next = page.getString("next");
        } while (next != null);

        assertThat(seen).contains(key).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void knowsNoOthers() {
        given().get("/v1/schemes/nobody").then().statusCode(404);
        given().get("/v1/schemes/nobody/versions/1").then().statusCode(404);
        given().post("/v1/schemes/nobody/versions/1:validate").then().statusCode(404);
        given().post("/v1/schemes/nobody/versions/1:activate").then().statusCode(404);
        json(Schemes.PARETO.replace("KEY", "nobody"))
                .post("/v1/schemes/nobody/versions")
                .then()
                .statusCode(404);
        given().queryParam("colour", "red").get("/v1/schemes").then().statusCode(400);
    }

    @Test
    void activationsAreTakenBackOneByOne() {
        json(document(Schemes.RULES)).post("/v1/schemes").then().statusCode(201);
        String versions = "/v1/schemes/%s/versions".formatted(key);
        for (int version = 1; version <= 3; version++) {
            if (version > 1) {
                json("{}")
                        .post(versions + "/1:clone")
                        .then()
                        .statusCode(201)
                        .body("version", equalTo(version))
                        .body("state", equalTo("DRAFT"));
            }
            given().post(versions + "/" + version + ":activate").then().statusCode(200);
        }

        given().post(versions + "/1:rollback").then().statusCode(409).body("code", equalTo("NOTHING_TO_ROLL_BACK"));
        given().post(versions + "/3:rollback").then().statusCode(200).body("version", equalTo(2));
        given().get(versions + "/3").then().body("state", equalTo("RETIRED"));
        given().get("/v1/schemes/" + key).then().body("activeVersion", equalTo(2));
        given().post(versions + "/2:rollback").then().statusCode(200).body("version", equalTo(1));
        given().post(versions + "/1:rollback").then().statusCode(409);
        given().post(versions + "/3:activate").then().statusCode(409);
    }

    @Test
    void takingAnActivationBackLeadsToWhatWasActiveBeforeIt() {
        json(document(Schemes.RULES)).post("/v1/schemes").then().statusCode(201);
        String versions = "/v1/schemes/%s/versions".formatted(key);
        given().post(versions + "/1:activate").then().statusCode(200);
        json("{}").post(versions + "/1:clone").then().statusCode(201);
        given().post(versions + "/2:activate").then().statusCode(200);
        json("{}").post(versions + "/1:clone").then().statusCode(201);
        given().post(versions + "/3:activate").then().statusCode(200);
        given().post(versions + "/3:rollback").then().statusCode(200).body("version", equalTo(2));
        json("{}").post(versions + "/1:clone").then().statusCode(201);
        given().post(versions + "/4:activate").then().statusCode(200);

        given().post(versions + "/4:rollback").then().statusCode(200).body("version", equalTo(2));
        given().post(versions + "/2:rollback").then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void activatingAgainMustNotAskForAnotherWay() {
        json(document(Schemes.RULES)).post("/v1/schemes").then().statusCode(201);
        String activate = "/v1/schemes/%s/versions/1:activate".formatted(key);
        String protect = "{\"existingTiers\":\"PROTECT_UNTIL\",\"until\":\"%s\"}";
        String body = protect.formatted("2999-01-01");
        json(body).post(activate).then().statusCode(200);
        String tag = json(body).post(activate).then().statusCode(200).extract().header("ETag");

        given().post(activate).then().statusCode(409).body("code", equalTo("ALREADY_ACTIVE"));
        json(protect.formatted("2999-01-02"))
                .post(activate)
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_ACTIVE"));
        json("{\"existingTiers\":\"PROTECT_UNTIL\"}")
                .post(activate)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("MISSING"));
        given().get("/v1/schemes/%s/versions/1".formatted(key))
                .then()
                .header("ETag", tag)
                .body("activation.until", equalTo("2999-01-01"));
    }

    @Test
    void aVersionIsCopiedIntoANewScheme() {
        json(document(Schemes.PARETO)).post("/v1/schemes").then().statusCode(201);
        String copy = key + "-2";
        String address = "/v1/schemes/%s/versions/1:clone".formatted(key);

        json("{\"key\":\"%s\"}".formatted(copy))
                .post(address)
                .then()
                .statusCode(201)
                .body("scheme", equalTo(copy))
                .body("document.key", equalTo(copy))
                .body("document.tiers[0].key", equalTo("A"));
        json("{\"key\":\"%s\"}".formatted(copy))
                .post(address)
                .then()
                .statusCode(409)
                .body("code", equalTo("SCHEME_EXISTS"));
        json("{}").post(address).then().statusCode(409).body("code", equalTo("DRAFT_EXISTS"));
        json("{\"key\":\"No Key\"}").post(address).then().statusCode(400).body("errors[0].pointer", equalTo("/key"));
        json("{}").post("/v1/schemes/nobody/versions/1:clone").then().statusCode(404);
    }

    @Test
    void aSchemeGoesOutAndInAsYaml() {
        json(document(Schemes.SCORED)).post("/v1/schemes").then().statusCode(201);
        String address = "/v1/schemes/%s/versions/1/document".formatted(key);
        Response plain = given().get(address);
        Response exported = given().accept("application/yaml").get(address);
        assertThat(exported.contentType()).startsWith("application/yaml");
        assertThat(exported.asString()).contains("zh-CN: 钻石").contains("weight: 0.6");

        String copy = key + "-y";
        given().contentType("application/yaml")
                .body(exported.asString().replace("key: " + key, "key: " + copy).getBytes(StandardCharsets.UTF_8))
                .post("/v1/schemes")
                .then()
                .statusCode(201);

        assertThat(given().get("/v1/schemes/%s/versions/1/document".formatted(copy))
                        .asString())
                .isEqualTo(plain.asString().replace("\"key\":\"" + key + "\"", "\"key\":\"" + copy + "\""));
        given().accept("application/xml").get(address).then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key: [", "key: a\nkey: b", "- 1", "a: &a [x]\nb: *a", "\"\\x00\"", "%"})
    void yamlThatIsNoSchemeIsRefused(String broken) {
        given().contentType("application/yaml")
                .body(broken.getBytes(StandardCharsets.UTF_8))
                .post("/v1/schemes")
                .then()
                .statusCode(400);
    }

    @Test
    void findsAttributesThatDoNotExistWhenItCanAsk() {
        String key = Api.uniqueKey();
        String document = Schemes.RULES.replace(
                "{\"attribute\":\"channel\",\"is\":\"KEY\"}",
                "{\"all\":[{\"attribute\":\"channel\",\"is\":\"KEY\"},{\"attribute\":\"custom.grade\",\"is\":\"A\"},{\"attribute\":\"custom.secret\",\"is\":\"A\"}]}");
        json(document.replace("KEY", key)).post("/v1/schemes").then().statusCode(201);

        given().post("/v1/schemes/%s/versions/1:validate".formatted(key)).then().body("findings", empty());
        CustomerServiceStub.running().customFields(List.of("grade"));
        try {
            given().post("/v1/schemes/%s/versions/1:validate".formatted(key))
                    .then()
                    .body("valid", equalTo(false))
                    .body("findings.pointer", equalTo(List.of("/population/all/2/attribute")))
                    .body("findings[0].code", equalTo("UNKNOWN_ATTRIBUTE"))
                    .body("findings[0].detail", equalTo("Customers have no attribute “custom.secret”."))
                    .body("findings[0].text.zh-CN", equalTo("客户没有属性“custom.secret”。"));
            given().header("Accept-Language", "zh-CN,zh;q=0.9")
                    .post("/v1/schemes/%s/versions/1:activate".formatted(key))
                    .then()
                    .statusCode(422)
                    .body("errors[0].detail", equalTo("客户没有属性“custom.secret”。"));
        } finally {
            CustomerServiceStub.running().customFields(null);
        }
    }

    @Test
    void twoVersionsAreComparedInBothLanguages() {
        String key = Api.activeScheme(Schemes.SCORED);
        json(Schemes.SCORED
                        .replace("KEY", key)
                        .replace("\"weight\":0.6", "\"weight\":0.7")
                        .replace(",\"enter\":35", ",\"enter\":30"))
                .post("/v1/schemes/%s/versions".formatted(key))
                .then()
                .statusCode(201);

        given().queryParam("against", 1)
                .get("/v1/schemes/%s/versions/2/diff".formatted(key))
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("against", equalTo(1))
                .body("differences.code", equalTo(List.of("DIMENSION_REWEIGHTED", "ENTER_CHANGED")))
                .body("differences.pointer", equalTo(List.of("/dimensions/0/weight", "/tiers/2/enter")))
                .body("differences[0].text.zh-CN", equalTo("维度“value”的权重由 0.6 调整为 0.7。"))
                .body(
                        "differences[1].text.en",
                        equalTo("The score from which a customer enters “白银” changes from 35 to 30."));
        given().queryParam("against", 2)
                .get("/v1/schemes/%s/versions/2/diff".formatted(key))
                .then()
                .statusCode(200)
                .body("differences", empty());
        given().queryParam("against", 3)
                .get("/v1/schemes/%s/versions/2/diff".formatted(key))
                .then()
                .statusCode(404);
        given().queryParam("against", "x")
                .get("/v1/schemes/%s/versions/2/diff".formatted(key))
                .then()
                .statusCode(400);
        given().get("/v1/schemes/%s/versions/2/diff".formatted(key)).then().statusCode(400);
    }

    @Test
    void everyPresetCanBeCreatedAndActivated() {
        JsonPath presets =
                given().get("/v1/presets").then().statusCode(200).extract().jsonPath();

        for (String preset : presets.<String>getList("items.key")) {
            String document = given().get("/v1/presets/" + preset)
                    .then()
                    .statusCode(200)
                    .extract()
                    .body()
                    .asString();
            Object scheme = new JsonPath(document).getMap("scheme");
            given().contentType("application/json")
                    .body(scheme)
                    .post("/v1/schemes")
                    .then()
                    .statusCode(201);
            given().post("/v1/schemes/%s/versions/1:activate".formatted(preset))
                    .then()
                    .statusCode(200);
        }
        assertThat(presets.<String>getList("items.key")).contains("abc-pareto-80-95");
        given().get("/v1/presets/none").then().statusCode(404);
    }

    private String document(String scheme) {
        return scheme.replace("KEY", key);
    }
}
