package io.fenji.customer.privacy;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.Blocked;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.testing.Traces;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ErasureTest {
    @Inject
    Database database;

    @Inject
    Erasure erasure;

    @Inject
    KeptAnswers answers;

    @Inject
    Scheduler scheduler;

    /// Stands in every text that is written about the customer, and in nobody else's but a referral.
    private final String mine = fresh("secret");
    /// Stands in what must stay.
    private final String neutral = fresh("x");

    /// It may come at any moment, and takes what a file that could not be read has left.
    @BeforeEach
    void withoutTheSweep() {
        scheduler.pause("import-chunks-clean-up");
    }

    @AfterEach
    void withTheSweep() {
        scheduler.resume("import-chunks-clean-up");
    }

    @BeforeEach
    void declarations() {
        json("{\"type\": \"TEXT\"}").put("/v1/custom-fields/note");
        json("{}").put("/v1/products/by-key/demo/" + neutral);
        json("""
                {"type": "customers", "source": "demo",
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "kind", "field": "customerKind"},
                             {"column": "name", "field": "customerName"}, {"column": "tax", "field": "taxNumber"},
                             {"column": "phone", "field": "phone"}, {"column": "mail", "field": "email"}]}""").put("/v1/mappings/erasure-test");
    }

    /// Looks through every column of every table, also those that come later: where its id may stay it leads to nobody.
    @Test
    void nothingLeadsToAnErasedCustomerAnyMore() {
        String customer = customerWithEverything();
        String merged = mergedInto(customer);
        String other = other();
        refusedRows();
        Api.feed("/v1/fact-feed", null);
        assertThat(Traces.of(database, mine))
                .as("the test itself")
                .contains(
                        "consents.channel",
                        "customer_keys.key",
                        "customer_match_keys.name",
                        "customers.custom",
                        "customers.name",
                        "customers.tax_number",
                        "fact_customers.line",
                        "feedback.channel",
                        "feedback.referred_key",
                        "idempotency_keys.key",
                        "idempotency_keys.body",
                        "import_chunks.content",
                        "interactions.channel",
                        "interaction_keys.key",
                        "merge_members.record",
                        "merges.outcome",
                        "orders.channel",
                        "order_keys.key",
                        "row_findings.original")
                .doesNotContain("contact_points.value", "import_rejections.sealed");
        written(json("{\"reason\": \"%s\"}".formatted(mine)).put("/v1/customers/%s/restriction".formatted(customer)));
        keptForADay();
        String start = Api.feed(null).next();

        JsonNode ended = erase("{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}".formatted(mine));

        assertThat(ended.path("result"))
                .isEqualTo(tree("{\"customers\":1,\"orders\":1,\"interactions\":1,\"feedback\":1,\"rejections\":7}"));
        Api.feed("/v1/fact-feed", null);
        assertThat(Traces.of(database, mine)).isEmpty();
        assertThat(Traces.of(database, customer))
                .containsExactly(
                        "disclosures.customer_id",
                        "disclosures.resource",
                        "fact_customers.customer_id",
                        "fact_customers.line",
                        "metric_tombstones.customer_id",
                        "operations.request");
        assertThat(Traces.of(database, merged))
                .containsExactly(
                        "disclosures.customer_id",
                        "fact_customers.customer_id",
                        "fact_customers.line",
                        "metric_tombstones.customer_id");
        assertThat(request().get("/v1/customers/" + customer).statusCode()).isEqualTo(404);
        assertThat(request().get("/v1/customers/" + other).statusCode()).isEqualTo(200);
        assertThat(Api.feed(start).items())
                .filteredOn(item -> item.path("reason").asText().equals("ERASED"))
                .extracting(item -> item.path("customerId").asText())
                .contains(customer, merged);
        assertThat(json("{\"customers\": [{\"id\": \"%s\"}]}".formatted(customer))
                        .post("/v1/erasures")
                        .<String>path("errors[0].code"))
                .isEqualTo("UNKNOWN_CUSTOMER");
    }

    @Test
    void rowsOfOthersStayAmongTheRefused() {
        String id = json("{\"kind\": \"PERSON\", \"name\": \"%s\"}".formatted(mine))
                .put("/v1/customers/by-key/demo/" + mine)
                .path("id");
        JsonNode load = Api.importFile("customers", "erasure-test", """
                key,kind,name,tax,phone,mail
                %s,NOBODY,,,,
                %s,NOBODY,not %s,,,
                """.formatted(mine, neutral, mine));

        erase("{\"id\": \"%s\"}".formatted(id));

        JsonNode left = tree(request()
                .get("/v1/imports/%s/rejections".formatted(load.path("id").asText())));
        assertThat(left.path("items")).hasSize(1);
        assertThat(left.at("/items/0/row/0").asText()).isEqualTo(neutral);
    }

    @Test
    void aMergeWithAnErasedCustomerCanNoLongerBeUndone() {
        String survivor = person("demo");
        mergedInto(survivor);
        String merge =
                request().queryParam("customerId", survivor).get("/v1/merges").path("items[0].id");

        erase("{\"key\": {\"source\": \"web\", \"key\": \"%s\"}}".formatted(mine));

        assertThat(request().post("/v1/merges/%s:undo".formatted(merge)).statusCode())
                .isEqualTo(404);
        assertThat(request().get("/v1/customers/by-key/web/" + mine).statusCode())
                .isEqualTo(404);
        assertThat(Traces.of(database, mine)).isEmpty();
    }

    /// The answer's time is that of its transaction, which began before the erasure looked for answers.
    @Test
    void anAnswerThatIsKeptWhileTheErasureWaitsGoesToo() {
        String id = person("demo");

        String ended = database.transaction(c -> {
            AdvisoryLock.BASE.share(c);
            String location = json("{\"customers\": [{\"id\": \"%s\"}]}".formatted(id))
                    .post("/v1/erasures")
                    .header("Location");
            Blocked.await(c);
            Sql.update(c, """
                    insert into idempotency_keys (scope, key, fingerprint, status, body)
                    values ('POST /v1/orders', ?, 'x', 201, jsonb_build_object('customerId', ?::text)::text)""", mine, id);
            return location;
        });

        assertThat(Api.await(ended).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(Traces.of(database, id)).doesNotContain("idempotency_keys.body");
        assertThat(Traces.of(database, mine)).isEmpty();
    }

    @Test
    void whoBecomesPartOfTheCustomerAfterTheSearchForAnswersIsForgottenToo() {
        String survivor = person("demo");
        String merged = person("web");
        written(json("""
                {"customer": {"id": "%s"}, "type": "CALL", "occurredAt": "2011-12-01T10:00:00Z"}""".formatted(merged)).header("Idempotency-Key", mine).post("/v1/interactions"));
        keptForADay();
        List<UUID> customers = List.of(UUID.fromString(survivor));
        KeptAnswers.Found kept = answers.find(customers);
        written(json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges"));

        erasure.erase(customers, kept);

        assertThat(Traces.of(database, mine)).isEmpty();
        assertThat(Traces.of(database, merged)).doesNotContain("idempotency_keys.body");
    }

    /// As old answers are: the search finds them, not the look at what came since.
    private void keptForADay() {
        database.call(c -> Sql.update(c, "update idempotency_keys set created_at = now() - interval '1 day'"));
    }

    private static JsonNode erase(String customer) {
        JsonNode ended = Api.await(json("{\"customers\": [%s]}".formatted(customer))
                .post("/v1/erasures")
                .header("Location"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return ended;
    }

    private String customerWithEverything() {
        Response created =
                json("""
                {"kind": "PERSON", "name": "  %1$s   of that name", "keys": [{"source": "demo", "key": "%1$s"}], "country": "%1$s",
                 "province": "%1$s", "city": "%1$s", "industry": "%1$s", "size": "%1$s", "channel": "%1$s",
                 "accountManager": "%1$s", "taxNumber": "%1$s", "custom": {"note": "%1$s"},
                 "contactPoints": [{"type": "PHONE", "value": "+86 139 8877 6655", "label": "%1$s"},
                                   {"type": "EMAIL", "value": "%1$s@example.com"}, {"type": "WECHAT", "value": "%1$s"},
                                   {"type": "ADDRESS", "value": "%1$s"}]}""".formatted(mine)).header("Idempotency-Key", mine).post("/v1/customers");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String id = created.path("id");
        String by = "\"customer\": {\"id\": \"%s\"}, \"channel\": \"%s\"".formatted(id, mine);
        written(json("""
                {%s, "orderedAt": "2011-12-01T10:00:00Z", "lines": [{"product": {"source": "demo", "key": "%s"},
                 "quantity": 1, "unitPrice": {"amount": "5", "currency": "GBP"}}]}""".formatted(by, neutral)).put("/v1/orders/by-key/demo/" + mine));
        written(json("{%s, \"type\": \"CALL\", \"occurredAt\": \"2011-12-01T10:00:00Z\"}".formatted(by))
                .put("/v1/interactions/by-key/demo/" + mine));
        written(json("{%s, \"type\": \"NPS\", \"score\": 9, \"occurredAt\": \"2011-12-01T10:00:00Z\"}".formatted(by))
                .put("/v1/feedback/by-key/demo/" + mine));
        written(json("""
                {"purpose": "marketing", "given": true, "source": "%1$s", "channel": "%1$s", "textVersion": "%1$s"}""".formatted(mine)).post("/v1/customers/%s/consents".formatted(id)));
        written(request().get("/v1/customers/%s/data-export".formatted(id)));
        return id;
    }

    /// A customer that was merged into another, found and merged as its duplicate.
    @Test
    void whoBecamePartOfAnotherIsNotPassedOverInSilence() {
        String survivor = person("demo");
        String merged = person("web");
        written(json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges"));

        List<UUID> customers = List.of(UUID.fromString(merged));
        KeptAnswers.Found kept = answers.find(customers);

        assertThatThrownBy(() -> erasure.erase(customers, kept))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(survivor);
        assertThat(request().get("/v1/customers/" + survivor).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsNoLongerDueIsNotErased() {
        String id = person("demo");
        List<UUID> candidates = List.of(UUID.fromString(id));

        assertThat(erasure.eraseDue(candidates, "select id from customers where name is not null")
                        .customers())
                .isZero();
        assertThat(request().get("/v1/customers/" + id).statusCode()).isEqualTo(200);
        assertThat(erasure.eraseDue(candidates, "select id from customers where name is null")
                        .customers())
                .isEqualTo(1);
    }

    private String mergedInto(String survivor) {
        String merged = json("""
                {"kind": "PERSON", "name": "%1$s was another", "contactPoints": [{"type": "WECHAT", "value": "%1$s"},
                 {"type": "EMAIL", "value": "%1$s@example.org"}]}""".formatted(mine))
                .put("/v1/customers/by-key/web/" + mine)
                .path("id");
        Api.await(json("{}").post("/v1/duplicates:search").header("Location"));
        written(json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .header("Idempotency-Key", mine)
                .post("/v1/merges"));
        Api.await(json("{}").post("/v1/duplicates:search").header("Location"));
        return merged;
    }

    /// Somebody else, who referred the customer.
    private String person(String source) {
        return json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private String other() {
        String id = json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/other/" + neutral)
                .path("id");
        written(json("""
                {"customer": {"id": "%s"}, "type": "REFERRAL", "occurredAt": "2011-12-01T10:00:00Z",
                 "referredCustomer": {"source": "demo", "key": "%s"}}""".formatted(id, mine)).put("/v1/feedback/by-key/other/" + neutral));
        return id;
    }

    /// Each has something else of the customer, however it is written; a file that cannot be read keeps its chunks.
    private void refusedRows() {
        JsonNode load = Api.importFile(
                "customers", "erasure-test", """
                key,kind,name,tax,phone,mail
                %1$s,NOBODY,,,,
                1,NOBODY,%2$s  OF that Name,,,
                2,NOBODY,,%1$s,,
                3,NOBODY,,,13988776655,
                4,NOBODY,,,"0, +86 (139) 8877-6655",
                5,NOBODY,,,,%2$s@Example.com
                6,NOBODY,,,,%1$s@example.org
                """.formatted(mine, mine.toUpperCase(java.util.Locale.ROOT)));
        assertThat(load.at("/counts/rejected").asInt()).isEqualTo(7);
        JsonNode unread = Api.importFile("products", "fenji-products", "no,such,columns\n%s,,\n".formatted(mine));
        assertThat(unread.path("state").asText()).isEqualTo("FAILED");
    }

    private static void written(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
    }
}
