package io.fenji.customer.privacy;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class PrivacyTest {
    private final String mine = fresh("P");

    @Test
    void everyReadOfACustomerIsNotedWithItsPurpose() {
        String one = customer("a");
        String other = customer("b");
        String start = "2011-12-10T00:00:00Z";

        request().header("Fenji-Purpose", "call back").get("/v1/customers/" + one);
        request().queryParam("id", one, other).get("/v1/customers");
        request().get("/v1/customers/by-key/b/" + mine);
        request().get("/v1/customers/%s/data-export".formatted(one));
        request().get("/v1/customers/%s/metrics".formatted(one));

        List<String> reads = new ArrayList<>();
        disclosures(one)
                .forEach(entry -> reads.add(entry.path("resource").asText() + " "
                        + entry.path("purpose").asText()));
        assertThat(reads)
                .containsExactly(
                        "GET /v1/customers/%s/data-export ".formatted(one),
                        "GET /v1/customers ",
                        "GET /v1/customers/%s call back".formatted(one),
                        "PUT /v1/customers/by-key ");
        assertThat(disclosures(other)).hasSize(3);
        assertThat(disclosures(one).get(0).path("reader").asText()).isEqualTo("anonymous");
        assertThat(tree(request()
                                .queryParam("customerId", one)
                                .queryParam("reader", "nobody")
                                .get("/v1/disclosures"))
                        .path("items"))
                .isEmpty();
        assertThat(tree(request()
                                .queryParam("customerId", one)
                                .queryParam("from", start)
                                .queryParam("limit", 1)
                                .get("/v1/disclosures"))
                        .has("next"))
                .isTrue();
        Response tooLong = request().header("Fenji-Purpose", "x".repeat(201)).get("/v1/customers/" + one);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.<String>path("errors[0].pointer")).isEqualTo("Fenji-Purpose");
    }

    @Test
    void theExportHasEveryRowOfTheCustomer() {
        String id = customer("a");
        interaction("1", "2011-12-01");
        interaction("2", "2011-12-02");

        JsonNode export = tree(request().get("/v1/customers/%s/data-export".formatted(id)));

        assertThat(export.at("/records/customers/0/name").asText()).isEqualTo(mine);
        assertThat(export.at("/records/customerKeys/0/key").asText()).isEqualTo(mine);
        assertThat(export.at("/records/interactions")).hasSize(2);
        assertThat(export.at("/records/interactions/0/occurredAt").asText()).startsWith("2011-12-0");
        assertThat(export.at("/metrics/interactions.30d").asInt()).isEqualTo(2);
        assertThat(export.at("/records").has("contactPoints")).isTrue();
        assertThat(export.at("/records/disclosures")).isNotEmpty();
        assertThat(request()
                        .get("/v1/customers/00000000-0000-7000-8000-000000000000/data-export")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRestrictedCustomerIsGoneFromTheFeedUntilTheRestrictionIsLifted() {
        String id = customer("a");
        String path = "/v1/customers/%s/restriction".formatted(id);
        String start = Api.feed(null).next();

        assertThat(json("{\"reason\": \"disputed\"}").put(path).<String>path("reason"))
                .isEqualTo("disputed");

        Api.Feed restricted = Api.feed(start);
        assertThat(only(restricted, id).path("reason").asText()).isEqualTo("RESTRICTED");
        interaction("1", "2011-12-01");
        Api.Feed written = Api.feed(restricted.next());
        assertThat(only(written, id).path("deleted").asBoolean()).isTrue();
        assertThat(request().get(path).<String>path("customerId")).isEqualTo(id);
        assertThat(request().get("/v1/customers/" + id).statusCode()).isEqualTo(200);

        assertThat(request().delete(path).statusCode()).isEqualTo(204);

        JsonNode back = only(Api.feed(written.next()), id);
        assertThat(back.path("deleted").asBoolean()).isFalse();
        assertThat(back.at("/metrics/interactions.30d").asInt()).isEqualTo(1);
        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(request().delete(path).statusCode()).isEqualTo(204);
    }

    /// The rules are the base's: other tests' rows are of late 2011, these of long ago.
    @Test
    void aRetentionRunTakesWhatIsDueAndADryRunOnlyCounts() {
        String active = customer("a");
        interaction("old", "1950-01-01");
        interaction("new", "2011-12-01");
        long due = run(true, "interactions");
        assertThat(due).isPositive();
        assertThat(replaceRule("interactions", true, 20_000)).isEqualTo(200);

        assertThat(run(true, "interactions")).isPositive();
        assertThat(interactions(active)).hasSize(2);
        assertThat(run(false, "interactions")).isPositive();

        assertThat(interactions(active)).hasSize(1);
        assertThat(tree(request().get("/v1/customers/%s/metrics".formatted(active)))
                        .at("/metrics/interactions.365d")
                        .asInt())
                .isEqualTo(1);
        assertThat(run(false, "interactions")).isZero();
        assertThat(replaceRule("interactions", false, 1_095)).isEqualTo(200);
        assertThat(run(false, "interactions")).isEqualTo(-1);
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        assertThat(json("{\"enabled\": true, \"keepDays\": 0}")
                        .header("If-Match", "*")
                        .put("/v1/retention-rules/interactions")
                        .statusCode())
                .isEqualTo(400);
        assertThat(json("{\"enabled\": true, \"keepDays\": 9}")
                        .put("/v1/retention-rules/interactions")
                        .statusCode())
                .isEqualTo(428);
        assertThat(request().get("/v1/retention-rules/nothing").statusCode()).isEqualTo(404);
        assertThat(tree(request().get("/v1/retention-rules")).path("items")).hasSize(5);
    }

    private static int replaceRule(String entity, boolean enabled, int keepDays) {
        return json("{\"enabled\": %s, \"keepDays\": %d}".formatted(enabled, keepDays))
                .header(
                        "If-Match",
                        request().get("/v1/retention-rules/" + entity).header("ETag"))
                .put("/v1/retention-rules/" + entity)
                .statusCode();
    }

    /// What a run says of the entity; −1 when nothing.
    private static long run(boolean dryRun, String entity) {
        JsonNode ended = Api.await(json("{\"dryRun\": %s}".formatted(dryRun))
                .post("/v1/retention-runs")
                .header("Location"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        for (JsonNode item : ended.at("/result/items")) {
            if (item.path("entity").asText().equals(entity)) {
                return item.path("rows").asLong();
            }
        }
        return -1;
    }

    private static JsonNode interactions(String customer) {
        return tree(request().queryParam("customerId", customer).get("/v1/interactions"))
                .path("items");
    }

    private static JsonNode disclosures(String customer) {
        return tree(request().queryParam("customerId", customer).get("/v1/disclosures"))
                .path("items");
    }

    private static JsonNode only(Api.Feed feed, String id) {
        List<JsonNode> items = feed.items().stream()
                .filter(item -> item.path("customerId").asText().equals(id))
                .toList();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private String customer(String source) {
        return json("{\"kind\": \"PERSON\", \"name\": \"%s\"}".formatted(mine))
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private void interaction(String key, String day) {
        Response answer = json("""
                {"customer": {"key": {"source": "a", "key": "%s"}}, "type": "CALL", "occurredAt": "%sT10:00:00Z"}""".formatted(mine, day)).put("/v1/interactions/by-key/a/%s-%s".formatted(mine, key));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }
}
