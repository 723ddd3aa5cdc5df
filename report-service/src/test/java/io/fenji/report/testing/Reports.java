package io.fenji.report.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Asks for reports through the API, as any client.
public final class Reports {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Reports() {}

    /// @return the id of the report, once it has ended, whichever way
    public static String make(String scheme, String language) {
        String id = given().contentType("application/json")
                .body("{\"scheme\":\"%s\",\"language\":\"%s\"}".formatted(scheme, language))
                .post("/v1/reports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(id);
        return id;
    }

    public static void await(String id) {
        awaitEnd("/v1/reports/" + id);
    }

    public static void awaitOperation(String id) {
        awaitEnd("/v1/operations/" + id);
    }

    private static void awaitEnd(String address) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            String state = given().get(address).path("state");
            if (!state.equals("PENDING") && !state.equals("RUNNING")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
        throw new AssertionError("It did not end: " + given().get(address).asString());
    }

    public static String html(String id) {
        return given().get("/v1/reports/" + id + "/html")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    public static String json(String id) {
        return given().get("/v1/reports/" + id + "/json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    public static JsonNode content(String id) {
        try {
            return JSON.readTree(json(id));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
