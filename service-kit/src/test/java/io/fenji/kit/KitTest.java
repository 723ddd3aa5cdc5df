package io.fenji.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationState;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.testing.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class KitTest {
    @Inject
    CursorCodec cursors;

    @Inject
    BusinessClock clock;

    @Inject
    IdempotencyStore idempotency;

    @Test
    void saysWhereAnUnknownPropertyIs() {
        problem(json("{\"name\":\"a\",\"colour\":1}").post("/v1/trials"), 400, "INVALID_REQUEST")
                .body("errors[0].pointer", equalTo("/colour"))
                .body("errors[0].code", equalTo("UNKNOWN_PROPERTY"))
                .body("detail", not(containsString("io.fenji")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"a\\u0000b"}           | INVALID_REQUEST | /name
            {"name":"a\\ud800b"}           | INVALID_REQUEST | /name
            {"name":"12345678901"}         | INVALID_REQUEST | /name
            {}                             | INVALID_REQUEST | /name
            {"name":5}                     | INVALID_REQUEST | /name
            {"name":"a","amount":"x"}      | INVALID_REQUEST | /amount
            {"name":"a","count":1.5}       | INVALID_REQUEST | /count
            {"name":"a","amount":1E20000}  | INVALID_REQUEST | /amount
            {"name":"a","amount":1E2147483647} | INVALID_REQUEST | /amount
            {"name":"a","name":"b"}        | MALFORMED_JSON  |
            {"name":"a"                    | MALFORMED_JSON  |
            {"name":"a"} x                 | MALFORMED_JSON  |
            """)
    void refusesABodyThatIsNotValid(String body, String code, String pointer) {
        ValidatableResponse answer = problem(json(body).post("/v1/trials"), 400, code);
        if (pointer != null) {
            answer.body("errors[0].pointer", equalTo(pointer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "1E20000", "-1e-200"})
    void refusesDeepInATreeWhatItRefusesElsewhere(String value) {
        problem(json("{\"a\":[{\"b\":%s}]}".formatted(value)).post("/v1/trials/trees"), 400, "INVALID_REQUEST")
                .body("errors[0].pointer", equalTo("/a/0/b"));
    }

    @Test
    void refusesAWholeNumberOfTooManyDigitsInATree() {
        problem(json("{\"a\":%s}".formatted("9".repeat(101))).post("/v1/trials/trees"), 400, "INVALID_REQUEST")
                .body("errors[0].pointer", equalTo("/a"));
    }

    @Test
    void keepsDecimalsAsTheyAre() {
        json("{\"name\":\"a\",\"amount\":12345678901234567890.1234567890}")
                .post("/v1/trials")
                .then()
                .statusCode(200)
                .body(containsString("12345678901234567890.1234567890"));
    }

    @Test
    void refusesAnEmptyBody() {
        problem(given().contentType("application/json").post("/v1/trials"), 400, "INVALID_REQUEST");
    }

    @Test
    void refusesAnUnknownQueryParameter() {
        problem(given().get("/v1/trials?limit=3&colour=red"), 400, "UNKNOWN_PARAMETER")
                .body("errors[0].pointer", equalTo("colour"))
                .body("detail", containsString("limit"));
    }

    @Test
    void refusesASecondValueOfAParameterThatTakesOne() {
        problem(given().get("/v1/trials?limit=3&limit=4"), 400, "INVALID_PARAMETER")
                .body("errors[0].pointer", equalTo("limit"));
    }

    @Test
    void refusesAQueryParameterThatDoesNotConvert() {
        problem(given().get("/v1/trials?limit=many"), 400, "INVALID_PARAMETER");
    }

    @Test
    void refusesNulInAnAddress() {
        problem(given().urlEncodingEnabled(false).get("/v1/operations/a%00b"), 400, "INVALID_PARAMETER");
    }

    @Test
    void answersFrameworkErrorsAsProblems() {
        problem(given().get("/nowhere"), 404, "NOT_FOUND");
        problem(given().get("/v1/nowhere"), 404, "NOT_FOUND");
        problem(given().delete("/v1/trials"), 405, "METHOD_NOT_ALLOWED");
        problem(given().get("/v1/operations/1:cancel"), 405, "METHOD_NOT_ALLOWED");
        problem(given().accept("image/png").get("/v1/trials"), 406, "NOT_ACCEPTABLE");
        problem(given().contentType("text/plain").body("x").post("/v1/trials"), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(given().get("/v1/trials?limit=" + "1".repeat(20_000)), 414, "URI_TOO_LONG");
        problem(json("\"" + "x".repeat(70_000) + "\"").post("/v1/trials"), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void namesTheMethodsThatAnAddressHas() {
        given().delete("/v1/trials").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
        given().get("/v1/operations/1:cancel").then().statusCode(405).header("Allow", "OPTIONS, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v1/trials/uploads", "POST /v1/trials"})
    void takesACallerWhoHangsUpForNoError(String request) throws Exception {
        String headers = "Expect: 100-continue\r\nContent-Length: 1000\r\nContent-Type: %s\r\n"
                .formatted(request.endsWith("uploads") ? "application/octet-stream" : "application/json");
        try (LoggedProblems logged = LoggedProblems.listen();
                Socket caller = new Socket("localhost", RestAssured.port)) {
            caller.setSoLinger(true, 0);
            caller.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().readNBytes("HTTP/1.1 100 Continue".length());
            caller.close();

            LogRecord entry = logged.next();

            assertThat(entry.getLevel().intValue()).as(entry.getMessage()).isLessThan(Level.INFO.intValue());
            assertThat(entry.getMessage()).contains("hung up");
        }
    }

    /// The limit of JSON bodies is 16 KiB here, that of all bodies 64 KiB.
    @Test
    void limitsAJsonBodyThatDoesNotSayItsLength() throws Exception {
        HttpResponse<String> json =
                chunked("/v1/trials", "application/json", "{\"name\":\"a\"," + " ".repeat(20_000) + "\"count\":1}");
        HttpResponse<String> small =
                chunked("/v1/trials", "application/json", "{\"name\":\"a\"," + " ".repeat(10_000) + "\"count\":1}");
        HttpResponse<String> upload = chunked("/v1/trials/uploads", "application/octet-stream", "x".repeat(20_000));
        HttpResponse<String> largeUpload =
                chunked("/v1/trials/uploads", "application/octet-stream", "x".repeat(200_000));

        assertThat(json.statusCode()).as(json.body()).isEqualTo(413);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json.body()).contains("PAYLOAD_TOO_LARGE").contains("16384");
        assertThat(small.statusCode()).as(small.body()).isEqualTo(200);
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(200);
        assertThat(largeUpload.statusCode()).as(largeUpload.body()).isEqualTo(413);
        assertThat(largeUpload.body()).contains("PAYLOAD_TOO_LARGE").contains("65536");
    }

    private static HttpResponse<String> chunked(String path, String type, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void keepsInternalsToTheLog() {
        problem(given().get("/v1/trials/bug"), 500, "INTERNAL_ERROR")
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void logsNoKeyOfAPath() throws InterruptedException {
        try (LoggedProblems logged = LoggedProblems.listen()) {
            problem(given().get("/v1/trials/by-key/Li-Lei/bug"), 500, "INTERNAL_ERROR");

            LogRecord entry = logged.next();
            assertThat(entry.getLevel().getName()).isEqualTo("ERROR");
            assertThat(entry.getMessage() + Arrays.toString(entry.getParameters()))
                    .contains("/v1/trials/by-key/")
                    .doesNotContain("Li-Lei");
        }
    }

    @Test
    void usesTheCallersTraceId() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        problem(
                        given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                                .get("/v1/trials/conflict"),
                        409,
                        "CONFLICT")
                .body("traceId", equalTo(trace))
                .header("X-Request-Id", trace);
    }

    @Test
    void tellsWhenTheDatabaseIsAway() {
        problem(given().get("/v1/trials/database-away"), 503, "DATABASE_UNAVAILABLE")
                .header("Retry-After", notNullValue());
    }

    @Test
    void replaysARequestWithTheSameKey() {
        String key = UUID.randomUUID().toString();
        Response first = once(key, "{\"name\":\"a\"}");

        Response second = once("\"" + key + "\"", "{ \"name\" : \"a\" }");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void refusesAKeyUsedForAnotherRequest() {
        String key = UUID.randomUUID().toString();
        once(key, "{\"name\":\"a\"}");

        problem(once(key, "{\"name\":\"b\"}"), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void answersConflictWhileTheFirstRequestRuns() throws Exception {
        String key = UUID.randomUUID().toString();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> idempotency.run("POST /v1/trials/once", key, "x", () -> {
                inside.countDown();
                await(go);
                return jakarta.ws.rs.core.Response.noContent().build();
            }));
            inside.await();

            problem(once(key, "{\"name\":\"a\"}"), 409, "REQUEST_IN_PROGRESS");

            go.countDown();
            first.get();
        }
    }

    @Test
    void runsAnOperation() {
        finished(submit("{\"end\":\"well\"}"), OperationState.SUCCEEDED)
                .body("result.answer", equalTo(42))
                .body("progress.done", equalTo(3))
                .body("progress.phase", equalTo("working"));
    }

    @Test
    void keepsTheProblemOfAnOperation() {
        finished(submit("{\"end\":\"problem\"}"), OperationState.FAILED)
                .body("problem.code", equalTo("CONFLICT"))
                .body("problem.errors[0].pointer", equalTo("/end"));
    }

    @Test
    void hidesTheBugOfAnOperation() {
        finished(submit("{\"end\":\"bug\"}"), OperationState.FAILED)
                .body("problem.code", equalTo("INTERNAL_ERROR"))
                .body("problem.detail", not(containsString("secret")));
    }

    @Test
    void cancelsAnOperation() {
        String id = submit("{\"end\":\"never\"}");

        given().urlEncodingEnabled(false)
                .post("/v1/operations/" + id + ":cancel")
                .then()
                .statusCode(200);

        finished(id, OperationState.CANCELLED);
    }

    @Test
    void knowsAVerbWithItsColonEncoded() {
        String id = submit("{\"end\":\"never\"}");

        given().urlEncodingEnabled(false)
                .post("/v1/operations/" + id + "%3Acancel")
                .then()
                .statusCode(200);
    }

    @Test
    void answersNotFoundForAnUnknownOperation() {
        problem(given().get("/v1/operations/" + UUID.randomUUID()), 404, "NOT_FOUND");
        problem(given().get("/v1/operations/nonsense"), 404, "NOT_FOUND");
    }

    @Test
    void readsItsOwnCursorsOnly() {
        String cursor = cursors.encode("customers?kind=PERSON", "2024/é");

        assertThat(cursors.decode("customers?kind=PERSON", cursor)).isEqualTo("2024/é");
        assertThat(org.junit.jupiter.api.Assertions.assertThrows(
                                ProblemException.class, () -> cursors.decode("customers", cursor))
                        .type()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void hasTheBusinessDateOfTheConfiguration() {
        assertThat(clock.today()).isEqualTo(LocalDate.of(2011, 12, 10));
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    private static Response once(String key, String body) {
        return json(body).header("Idempotency-Key", key).post("/v1/trials/once");
    }

    private static String submit(String body) {
        return json(body)
                .post("/v1/trials/operations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static ValidatableResponse finished(String id, OperationState expected) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Response answer = given().get("/v1/operations/" + id);
        while (!OperationState.valueOf(answer.path("state")).isFinal() && System.nanoTime() < end) {
            answer = given().get("/v1/operations/" + id);
        }
        return answer.then().statusCode(200).body("state", equalTo(expected.name()));
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("type", containsString("https://fenji.io/problems/"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
