package io.fenji.scoring.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.ContractFilter;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The service's API as a client uses it; every answer is checked against the contract.
public final class Api {
    private static final ContractFilter CONTRACT = new ContractFilter();
    private static final Duration LONGEST_RUN = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Api() {}

    public static RequestSpecification given() {
        return RestAssured.given()
                .filter(CONTRACT)
                .config(RestAssured.config()
                        .jsonConfig(
                                JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL)));
    }

    public static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    /// A key that no other test uses.
    public static String uniqueKey() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    /// The scheme with `KEY` replaced by a new key, which is also the channel of the test's customers.
    public static String activeScheme(String document) {
        String key = uniqueKey();
        json(document.replace("KEY", key)).post("/v1/schemes").then().statusCode(201);
        given().post("/v1/schemes/%s/versions/1:activate".formatted(key)).then().statusCode(200);
        return key;
    }

    public static JsonPath run(String scheme, boolean calibrate) {
        Response accepted = json("{\"scheme\":\"%s\",\"calibrate\":%s}".formatted(scheme, calibrate))
                .post("/v1/tier-runs");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String address = accepted.header("Location").replaceFirst("^https?://[^/]+", "");
        JsonPath run = await(address);
        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("SUCCEEDED");
        return run;
    }

    /// Reads until the operation has ended.
    public static JsonPath await(String address) {
        long end = System.nanoTime() + LONGEST_RUN.toNanos();
        while (true) {
            JsonPath state = RestAssured.get(address).jsonPath();
            if (!List.of("PENDING", "RUNNING").contains(state.getString("state"))) {
                return given().get(address).then().statusCode(200).extract().jsonPath();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(address + " does not end: " + state.prettify());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public static Response tier(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}", customer, scheme);
    }
}
