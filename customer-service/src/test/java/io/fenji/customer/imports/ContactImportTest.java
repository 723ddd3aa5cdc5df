package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Files of interactions and of feedback.
@QuarkusTest
@ServiceTest
class ContactImportTest {
    private static final String INTERACTIONS = "key,customer_key,occurred_at,type,channel,direction\n";
    private static final String FEEDBACK =
            "key,customer_key,occurred_at,type,score,rating,severity,resolved_at,referred_customer_key\n";

    private String c;

    @BeforeEach
    void aCustomer() {
        c = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + c);
    }

    private JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/demo/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    private static JsonNode rejections(JsonNode ended) {
        return tree(request()
                        .get("/v1/imports/%s/rejections"
                                .formatted(ended.path("id").asText())))
                .path("items");
    }

    @Test
    void landsInteractionsOnceAndReplacesThemWhenTheyDiffer() {
        String row = "I%1$s,%1$s,2011-12-01T10:00:00,CALL,phone,INBOUND\n".formatted(c);
        String other = "J%1$s,%1$s,2011-11-01,VISIT,,\n".formatted(c);

        JsonNode first = Api.importFile("interactions", "fenji-interactions", INTERACTIONS + row + other);
        JsonNode again = Api.importFile("interactions", "fenji-interactions", INTERACTIONS + other + row);
        JsonNode changed = Api.importFile(
                "interactions", "fenji-interactions", INTERACTIONS + row + row.replace("CALL", "EMAIL") + other);

        assertThatJson(first.path("counts")).isEqualTo("""
                {"read": 2, "landed": 2, "rejected": 0, "skipped": 0, "interactions": 2, "created": 2, "updated": 0,
                 "unchanged": 0, "metricsChanged": 1}""");
        assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/counts/metricsChanged").asInt(-1)).isZero();
        assertThat(changed.at("/counts/updated").asInt()).isEqualTo(1);
        assertThat(metrics(c).path("interactions.email.30d").asInt()).isEqualTo(1);
        assertThat(metrics(c).path("interactions.call.30d").asInt(-1)).isZero();
        assertThat(metrics(c).path("interactions.visit.90d").asInt()).isEqualTo(1);
        assertThat(request().get("/v1/interactions/by-key/demo/I" + c).header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void aRowThatMovesToAnotherCustomerCountsThereOnly() {
        String other = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + other);
        String row = "I%s,%s,2011-12-01T10:00:00,CALL,phone,INBOUND\n";
        Api.importFile("interactions", "fenji-interactions", INTERACTIONS + row.formatted(c, c));

        Api.importFile("interactions", "fenji-interactions", INTERACTIONS + row.formatted(c, other));

        assertThat(metrics(c).path("interactions.30d").asInt(-1)).isZero();
        assertThat(metrics(other).path("interactions.30d").asInt()).isEqualTo(1);
    }

    @Test
    void refusesInteractionsOfNobodyAndOfNoType() {
        String file = INTERACTIONS
                + "A%1$s,,2011-12-01,CALL,,\n".formatted(c)
                + "B%1$s,nobody,2011-12-01,CALL,,\n".formatted(c)
                + "C%1$s,%1$s,2011-12-01,TELEPATHY,,\n".formatted(c)
                + "D%1$s,%1$s,2011-12-01,CALL,,SIDEWAYS\n".formatted(c)
                + ",%1$s,2011-12-01,CALL,,\n".formatted(c);

        JsonNode ended = Api.importFile("interactions", "fenji-interactions", file);

        assertThat(rejections(ended).findValuesAsText("code"))
                .containsExactly(
                        "MISSING_CUSTOMER", "UNKNOWN_CUSTOMER", "INVALID_CODE", "INVALID_CODE", "MISSING_VALUE");
        assertThat(rejections(ended).get(1).path("row").get(1).asText()).isEqualTo("nobody");
        assertThat(ended.at("/counts/created").asInt(-1)).isZero();
    }

    @Test
    void landsFeedbackOfEveryType() {
        JsonNode ended = Api.importFile(
                "feedback",
                "fenji-feedback",
                FEEDBACK
                        + "A%1$s,%1$s,2011-12-01T10:00:00,CSAT,4,,,,\n".formatted(c)
                        + "B%1$s,%1$s,2011-12-01T10:00:00,NPS,9,,,,\n".formatted(c)
                        + "C%1$s,%1$s,2011-12-01T10:00:00,COMPLAINT,,,HIGH,,\n".formatted(c)
                        + "D%1$s,%1$s,2011-12-01T10:00:00,COMPLAINT,,,LOW,2011-12-02T10:00:00,\n".formatted(c)
                        + "E%1$s,%1$s,2011-12-01T10:00:00,REVIEW,,4.5,,,\n".formatted(c)
                        + "F%1$s,%1$s,2011-12-01T10:00:00,REFERRAL,,,,,X%1$s\n".formatted(c));

        assertThat(ended.at("/counts/feedback").asInt()).isEqualTo(6);
        assertThat(ended.at("/counts/rejected").asInt(-1)).isZero();
        JsonNode metrics = metrics(c);
        assertThat(metrics.path("satisfaction.365d").asInt()).isEqualTo(4);
        assertThat(metrics.path("nps").asInt()).isEqualTo(9);
        assertThat(metrics.path("complaints.365d").asInt()).isEqualTo(2);
        assertThat(metrics.path("openComplaints").asInt()).isEqualTo(1);
        assertThat(metrics.path("referrals.365d").asInt()).isEqualTo(1);
        assertThatJson(request().get("/v1/feedback/by-key/demo/F" + c).asString())
                .inPath("referredCustomer")
                .isEqualTo("{\"source\": \"demo\", \"key\": \"X%s\"}".formatted(c));
    }

    @Test
    void refusesFeedbackWhoseValuesDoNotSuitItsType() {
        String[] rows = {
            "CSAT,,,,,",
            "CSAT,6,,,,",
            "NPS,11,,,,",
            "NPS,7,3,,,",
            "REVIEW,,6,,,",
            "REVIEW,,,,,",
            "COMPLAINT,,,,,",
            "COMPLAINT,,,LOUD,,",
            "COMPLAINT,,,LOW,2011-11-30T10:00:00,",
            "NPS,7,,,2011-12-30T10:00:00,",
            "REFERRAL,,,,,",
            "CSAT,4.5,,,,"
        };
        StringBuilder file = new StringBuilder(FEEDBACK);
        for (int i = 0; i < rows.length; i++) {
            file.append("%s-%d,%s,2011-12-01T10:00:00,%s\n".formatted(c, i, c, rows[i]));
        }

        JsonNode ended = Api.importFile("feedback", "fenji-feedback", file.toString());

        assertThat(rejections(ended).findValuesAsText("code"))
                .containsExactly(
                        "MISSING_VALUE",
                        "NUMBER_OUT_OF_RANGE",
                        "NUMBER_OUT_OF_RANGE",
                        "UNSUITED_VALUE",
                        "NUMBER_OUT_OF_RANGE",
                        "MISSING_VALUE",
                        "MISSING_VALUE",
                        "INVALID_CODE",
                        "RESOLVED_TOO_EARLY",
                        "UNSUITED_VALUE",
                        "MISSING_VALUE",
                        "NUMBER_OUT_OF_RANGE");
        assertThat(ended.at("/counts/landed").asInt(-1)).isZero();
        String chinese = request()
                .accept("text/csv")
                .header("Accept-Language", "zh-CN")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .asString();
        assertThat(chinese.lines().skip(1).toList())
                .hasSize(12)
                .allSatisfy(line -> assertThat(line)
                        .containsPattern("\\p{IsHan}")
                        .doesNotContain("does not", "out of range", "without", "not between", "resolved 2"));
    }
}
