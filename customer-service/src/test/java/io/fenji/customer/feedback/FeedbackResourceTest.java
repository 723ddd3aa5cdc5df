package io.fenji.customer.feedback;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@ServiceTest
class FeedbackResourceTest {
    private String customer;

    @BeforeEach
    void aCustomer() {
        customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
    }

    private String feedback(String rest) {
        return "{\"customer\": {\"key\": {\"source\": \"crm\", \"key\": \"%s\"}}, %s}".formatted(customer, rest);
    }

    private Response post(String rest) {
        return json(feedback(rest)).post("/v1/feedback");
    }

    private JsonNode metrics() {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    @Test
    void aComplaintIsOpenUntilItIsResolved() {
        String path = "/v1/feedback/by-key/desk/" + fresh("T");
        String open =
                feedback("\"type\": \"COMPLAINT\", \"severity\": \"HIGH\", \"openedAt\": \"2011-12-01T08:30:00Z\"");
        Response created = json(open).put(path);
        assertThat(metrics().path("openComplaints").asInt()).isEqualTo(1);

        Response resolved = json(open.replace("}, \"type\"", "}, \"resolvedAt\": \"2011-12-10T23:59:59Z\", \"type\""))
                .put(path);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThatJson(resolved.asString())
                .whenIgnoringPaths("id", "key", "customerId", "createdAt", "updatedAt")
                .isEqualTo("""
                {"type": "COMPLAINT", "severity": "HIGH", "occurredAt": "2011-12-01T08:30:00Z",
                 "openedAt": "2011-12-01T08:30:00Z", "resolvedAt": "2011-12-10T23:59:59Z"}""");
        assertThat(request().get(path).asString()).isEqualTo(resolved.asString());
        assertThat(metrics().path("openComplaints").asInt(-1)).isZero();
        assertThat(metrics().path("complaints.365d").asInt()).isEqualTo(1);
    }

    @Test
    void answersCountInTheLoyaltyMetrics() {
        post("\"type\": \"CSAT\", \"score\": 4, \"occurredAt\": \"2011-12-01T08:30:00Z\"")
                .then()
                .statusCode(201);
        post("\"type\": \"CSAT\", \"score\": 5, \"occurredAt\": \"2011-11-01T08:30:00Z\"");
        post("\"type\": \"CSAT\", \"score\": 5, \"occurredAt\": \"2011-10-01T08:30:00Z\"");
        post("\"type\": \"CSAT\", \"score\": 1, \"occurredAt\": \"2010-10-01T08:30:00Z\"");
        post("\"type\": \"NPS\", \"score\": 0, \"occurredAt\": \"2011-12-01T08:30:00Z\"");
        post("\"type\": \"NPS\", \"score\": 9, \"occurredAt\": \"2011-11-01T08:30:00Z\"");
        post("\"type\": \"REVIEW\", \"rating\": 4.50, \"occurredAt\": \"2011-11-01T08:30:00Z\"")
                .then()
                .statusCode(201);
        post(
                "\"type\": \"REFERRAL\", \"referredCustomer\": {\"source\": \"crm\", \"key\": \"later\"}, \"occurredAt\": \"2011-11-01T08:30:00Z\"");

        assertThat(metrics().path("satisfaction.365d").decimalValue()).isEqualByComparingTo("4.6667");
        assertThat(metrics().path("nps").asInt(-1)).isZero();
        assertThat(metrics().path("referrals.365d").asInt()).isEqualTo(1);
        assertThat(metrics().path("complaints.365d").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type': 'CSAT', 'occurredAt': T | /score | REQUIRED",
                "'type': 'CSAT', 'score': 0, 'occurredAt': T | /score | NUMBER_OUT_OF_RANGE",
                "'type': 'CSAT', 'score': 6, 'occurredAt': T | /score | NUMBER_OUT_OF_RANGE",
                "'type': 'CSAT', 'score': 5 | /occurredAt | REQUIRED",
                "'type': 'NPS', 'score': 7, 'rating': 3, 'occurredAt': T | /rating | UNSUITED_VALUE",
                "'type': 'NPS', 'score': 7, 'openedAt': T, 'occurredAt': T | /openedAt | UNSUITED_VALUE",
                "'type': 'REVIEW', 'rating': 4.125, 'occurredAt': T | /rating | NUMBER_OUT_OF_RANGE",
                "'type': 'REVIEW', 'rating': 4, 'resolvedAt': T, 'occurredAt': T | /resolvedAt | UNSUITED_VALUE",
                "'type': 'REFERRAL', 'occurredAt': T | /referredCustomer | REQUIRED",
                "'type': 'COMPLAINT', 'openedAt': T | /severity | REQUIRED",
                "'type': 'COMPLAINT', 'severity': 'LOW', 'openedAt': T, 'occurredAt': T | /occurredAt | UNSUITED_VALUE",
                "'type': 'COMPLAINT', 'severity': 'LOW', 'openedAt': T, 'resolvedAt': E | /resolvedAt | RESOLVED_TOO_EARLY",
            })
    void aTypeHasItsValuesAndNoOthers(String rest, String pointer, String code) {
        Response refused = post(rest.replace(": T", ": '2011-12-01T08:30:00Z'")
                .replace(": E", ": '2011-12-01T08:29:59Z'")
                .replace('\'', '"'));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.<List<String>>path("errors.pointer")).containsExactly(pointer);
        assertThat(refused.<List<String>>path("errors.code")).containsExactly(code);
    }

    @Test
    void refusesScoresAndRatingsThatNoTypeHas() {
        assertThat(post("\"type\": \"NPS\", \"score\": 11, \"occurredAt\": \"2011-12-01T08:30:00Z\"")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("\"type\": \"NPS\", \"score\": 7.5, \"occurredAt\": \"2011-12-01T08:30:00Z\"")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("\"type\": \"REVIEW\", \"rating\": 5.5, \"occurredAt\": \"2011-12-01T08:30:00Z\"")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsReplacesAndDeletes() {
        Response created = post("\"type\": \"NPS\", \"score\": 7, \"occurredAt\": \"2011-12-01T08:30:00Z\"");
        post("\"type\": \"CSAT\", \"score\": 3, \"occurredAt\": \"2011-12-02T08:30:00Z\"");
        String path = "/v1/feedback/" + created.path("id");

        Response list = request()
                .queryParam("customerId", created.<String>path("customerId"))
                .queryParam("type", "NPS")
                .queryParam("to", "2011-12-02T00:00:00Z")
                .get("/v1/feedback");
        Response replaced = json(feedback("\"type\": \"NPS\", \"score\": 8, \"occurredAt\": \"2011-12-01T08:30:00Z\""))
                .header("If-Match", "\"1\"")
                .put(path);

        assertThat(list.<List<Integer>>path("items.score")).containsExactly(7);
        assertThat(replaced.<Integer>path("score")).isEqualTo(8);
        assertThat(metrics().path("nps").asInt()).isEqualTo(8);
        assertThat(request().header("If-Match", "\"2\"").delete(path).statusCode())
                .isEqualTo(204);
        assertThat(metrics().has("nps")).isFalse();
        assertThat(request().get("/v1/feedback/by-key/crm/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBatchAnswersForEachItem() {
        String key = fresh("F");
        Response answer = json("{\"items\": [%s, %s]}"
                        .formatted(
                                feedback("\"key\": {\"source\": \"crm\", \"key\": \"%s\"}, ".formatted(key)
                                        + "\"type\": \"NPS\", \"score\": 7, \"occurredAt\": \"2011-12-01T08:30:00Z\""),
                                feedback(
                                        "\"key\": {\"source\": \"crm\", \"key\": \"%sx\"}, ".formatted(key)
                                                + "\"type\": \"CSAT\", \"score\": 7, \"occurredAt\": \"2011-12-01T08:30:00Z\"")))
                .post("/v1/feedback:batch");

        assertThat(answer.<List<String>>path("items.status")).containsExactly("CREATED", "REJECTED");
        assertThat(answer.<List<String>>path("items[1].errors.pointer")).containsExactly("/items/1/score");
        assertThat(metrics().path("nps").asInt()).isEqualTo(7);
    }
}
