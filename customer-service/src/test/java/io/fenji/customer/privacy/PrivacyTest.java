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
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class PrivacyTest {
    @Inject
    RetentionRuns runs;

    private final String mine = fresh("P");

    @Test
    void everyAnswerThatShowsACustomerIsNotedWithItsPurpose() {
        String id = customer("a");
        String other = customer("b");
        String by = "/v1/customers/by-key/a/" + mine;
        String replayed = "{\"kind\": \"PERSON\", \"keys\": [{\"source\": \"c\", \"key\": \"%s\"}]}".formatted(mine);

        request().header("Fenji-Purpose", "%E5%9B%9E%E8%AE%BF, 50%25 +1").get("/v1/customers/" + id);
        request().queryParam("id", id, other).get("/v1/customers");
        request().queryParam("contact", mine + "@example.com").get("/v1/customers");
        request().get(by);
        request().get(by + "/timeline");
        request().get("/v1/customers/%s/timeline".formatted(id));
        request().get(by + "/findings");
        request().get(by + "/consents");
        json("{\"items\": [{\"kind\": \"PERSON\", \"name\": \"%1$s\", \"keys\": [{\"source\": \"a\", \"key\": \"%1$s\"}]}]}"
                        .formatted(mine))
                .post("/v1/customers:batch");
        json("{\"name\": \"%s new\"}".formatted(mine))
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .patch(by);
        request().get("/v1/customers/%s/data-export".formatted(id));
        request().get("/v1/customers/%s/metrics".formatted(id));
        request().get("/v1/customers/by-key/a/nobody");

        assertThat(resources(id))
                .containsExactly(
                        "GET /v1/customers/%s/data-export".formatted(id),
                        "PATCH /v1/customers/by-key",
                        "POST /v1/customers:batch",
                        "GET /v1/customers/by-key/consents",
                        "GET /v1/customers/by-key/findings",
                        "GET /v1/customers/%s/timeline".formatted(id),
                        "GET /v1/customers/by-key/timeline",
                        "GET /v1/customers/by-key",
                        "GET /v1/customers?contact",
                        "GET /v1/customers",
                        "GET /v1/customers/" + id,
                        "PUT /v1/customers/by-key");
        assertThat(disclosures(id).get(10).path("purpose").asText()).isEqualTo("回访, 50% +1");
        assertThat(disclosures(id).get(10).path("reader").asText()).isEqualTo("anonymous");
        assertThat(resources(other))
                .containsExactly("GET /v1/customers?contact", "GET /v1/customers", "PUT /v1/customers/by-key");

        Response first = json(replayed).header("Idempotency-Key", mine).post("/v1/customers");
        Response again = json(replayed).header("Idempotency-Key", mine).post("/v1/customers");
        String merging = "{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}"
                .formatted(other, first.<String>path("id"));
        json(merging).header("Idempotency-Key", mine).post("/v1/merges");
        json(merging).header("Idempotency-Key", mine).post("/v1/merges");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(resources(first.path("id")))
                .containsExactly("POST /v1/merges", "POST /v1/merges", "POST /v1/customers", "POST /v1/customers");
        assertThat(resources(other)).startsWith("POST /v1/merges", "POST /v1/merges");
    }

    @Test
    @TestSecurity(user = "anna", roles = "sales")
    void theReaderIsWhoTheCallerIsKnownToBe() {
        String id = customer("a");

        request().get("/v1/customers/" + id);

        assertThat(disclosures(id).findValuesAsText("reader")).containsExactly("anna", "anna");
        assertThat(tree(request()
                                .queryParam("customerId", id)
                                .queryParam("reader", "nobody")
                                .get("/v1/disclosures"))
                        .path("items"))
                .isEmpty();
        assertThat(tree(request()
                                .queryParam("reader", "anna")
                                .queryParam("from", "2011-12-10T00:00:00Z")
                                .queryParam("limit", 1)
                                .get("/v1/disclosures"))
                        .has("next"))
                .isTrue();
        assertThat(tree(request().get("/v1/customers/%s/data-export".formatted(id)))
                        .at("/customer/contactPoints/0/masked")
                        .asBoolean())
                .as("without the right the export is masked")
                .isTrue();
    }

    @Test
    void refusesAPurposeThatCannotBeRead() {
        for (String purpose : List.of("x".repeat(201), "%E5%9", "%00")) {
            Response answer = request().header("Fenji-Purpose", purpose).get("/v1/customers");

            assertThat(answer.statusCode()).as(purpose).isEqualTo(400);
            assertThat(answer.<String>path("errors[0].pointer")).isEqualTo("Fenji-Purpose");
        }
    }

    /// More rows than are read at a time.
    @Test
    void theExportHasEverythingInTheDocumentsOfTheApi() {
        String id = customer("a");
        json("{}").put("/v1/products/by-key/demo/" + mine);
        json("""
                {"customer": {"id": "%s"}, "orderedAt": "2011-12-01T10:00:00Z", "lines": [{"product": {"source": "demo", "key": "%s"},
                 "quantity": 2, "unitPrice": {"amount": "5", "currency": "GBP"}}]}""".formatted(id, mine)).put("/v1/orders/by-key/demo/" + mine);
        json("{\"items\": [%s]}"
                        .formatted(IntStream.range(0, 450)
                                .mapToObj(i -> """
                                {"key": {"source": "a", "key": "%s-%d"}, "customer": {"id": "%s"}, "type": "CALL",
                                 "occurredAt": "2011-12-01T10:00:00Z"}""".formatted(mine, i, id))
                                .collect(Collectors.joining(","))))
                .post("/v1/interactions:batch");
        json("{\"customer\": {\"id\": \"%s\"}, \"type\": \"NPS\", \"score\": 9, \"occurredAt\": \"2011-12-01T10:00:00Z\"}"
                        .formatted(id))
                .post("/v1/feedback");
        json("{\"purpose\": \"news\", \"given\": true}").post("/v1/customers/%s/consents".formatted(id));
        json("{\"purpose\": \"news\", \"given\": false}").post("/v1/customers/%s/consents".formatted(id));
        String merged = customer("b");
        json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(id, merged))
                .post("/v1/merges");
        json("{\"reason\": \"asked\"}").put("/v1/customers/%s/restriction".formatted(id));

        JsonNode export = tree(request().get("/v1/customers/%s/data-export".formatted(id)));

        assertThat(export.path("customer")).isEqualTo(tree(request().get("/v1/customers/" + id)));
        assertThat(export.at("/customer/contactPoints/0/value").asText()).isEqualTo(mine + "@example.com");
        assertThat(export.at("/orders/0")).isEqualTo(tree(request().get("/v1/orders/by-key/demo/" + mine)));
        assertThat(export.path("interactions")).hasSize(450);
        assertThat(new HashSet<>(export.path("interactions").findValuesAsText("id")))
                .hasSize(450);
        assertThat(export.path("interactions").findValuesAsText("type")).containsOnly("CALL");
        assertThat(export.at("/feedback/0/score").asInt()).isEqualTo(9);
        assertThat(export.at("/metrics")).isEqualTo(tree(request().get("/v1/customers/%s/metrics".formatted(id))));
        assertThat(export.path("consents"))
                .isEqualTo(tree(request().get("/v1/customers/%s/consents".formatted(id)))
                        .path("items"));
        assertThat(export.at("/consents/0/history")).hasSize(2);
        assertThat(export.path("findings").findValuesAsText("original")).contains("  " + mine);
        assertThat(export.at("/merges/0/merged/0").asText()).isEqualTo(merged);
        assertThat(export.at("/restriction/reason").asText()).isEqualTo("asked");
        assertThat(export.path("disclosures").findValuesAsText("resource"))
                .contains("GET /v1/customers/%s/data-export".formatted(id), "POST /v1/merges");
        assertThat(request()
                        .get("/v1/customers/%s/data-export".formatted(merged))
                        .statusCode())
                .isEqualTo(410);
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

    @Test
    void aCustomerIsRestrictedAndExportedByAnyOfItsKeys() {
        String id = customer("a");
        String merged = customer("b");
        json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(id, merged))
                .post("/v1/merges");
        String by = "/v1/customers/by-key/b/" + mine;

        Response restricted = json("{\"reason\": \"asked\"}").put(by + "/restriction");

        assertThat(restricted.<String>path("customerId")).isEqualTo(id);
        assertThat(tree(request().get("/v1/customers/%s/restriction".formatted(id))))
                .isEqualTo(tree(request().get(by + "/restriction")));
        assertThat(tree(request().get(by + "/data-export"))
                        .at("/restriction/reason")
                        .asText())
                .isEqualTo("asked");
        assertThat(resources(id)).first().isEqualTo("GET /v1/customers/by-key/data-export");
        assertThat(request().delete(by + "/restriction").statusCode()).isEqualTo(204);
        assertThat(request().get(by + "/restriction").statusCode()).isEqualTo(404);
        for (String part : List.of("/data-export", "/restriction")) {
            assertThat(request().get("/v1/customers/by-key/b/nobody" + part).statusCode())
                    .isEqualTo(404);
        }
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
    void aDaysRunBeginsOnceWhileARuleIsOn() throws Exception {
        LocalDate day =
                LocalDate.of(1999, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(3_000));
        assertThat(runs.begin(day)).as("no rule is on").isFalse();
        assertThat(replaceRule("interactions", true, 36_500)).isEqualTo(200);

        List<Boolean> begun;
        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            begun = instances.invokeAll(Collections.<Callable<Boolean>>nCopies(8, () -> runs.begin(day))).stream()
                    .map(Future::resultNow)
                    .toList();
        }
        String run = request().queryParam("limit", 1).get("/v1/retention-runs").path("items[0].id");
        JsonNode ended = Api.await("/v1/operations/" + run);

        assertThat(begun).containsOnlyOnce(true);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/result/dryRun").asBoolean(true)).isFalse();
        assertThat(ended.at("/result/items/0/entity").asText()).isEqualTo("interactions");
        assertThat(runs.begin(day)).isFalse();
        assertThat(replaceRule("interactions", false, 1_095)).isEqualTo(200);
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

    private static List<String> resources(String customer) {
        return disclosures(customer).findValuesAsText("resource");
    }

    /// With a name that a rule repairs.
    private String customer(String source) {
        return json("""
                        {"kind": "PERSON", "name": "  %1$s", "contactPoints": [{"type": "EMAIL", "value": "%1$s@example.com"}]}""".formatted(mine))
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private void interaction(String key, String day) {
        Response answer = json("""
                {"customer": {"key": {"source": "a", "key": "%s"}}, "type": "CALL", "occurredAt": "%sT10:00:00Z"}""".formatted(mine, day)).put("/v1/interactions/by-key/a/%s-%s".formatted(mine, key));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }
}
