package io.fenji.customer.privacy;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ErasureTest {
    /// Where an erased customer's id may stay: it leads to nobody.
    private static final Set<String> IDS_STAY =
            Set.of("metric_tombstones", "fact_customers", "disclosures", "operations");

    @Inject
    Database database;

    private final String mine = fresh("secret");

    /// Looks through every table of the database, also those that come later: nothing may hold the name, a
    /// key, or (but for those above) the id.
    @Test
    void nothingLeadsToAnErasedCustomerAnyMore() {
        String customer = customerWithEverything();
        String other = tree(request().get("/v1/customers/by-key/other/" + mine.replace("secret", "other")))
                .path("id")
                .asText();
        String start = Api.feed(null).next();

        JsonNode ended =
                Api.await(json("{\"customers\": [{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}]}".formatted(mine))
                        .post("/v1/erasures")
                        .header("Location"));

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("result"))
                .isEqualTo(tree("{\"customers\":1,\"orders\":1,\"interactions\":1,\"feedback\":1,\"rejections\":1}"));
        assertThat(holding(mine, Set.of())).isEmpty();
        assertThat(holding(customer, IDS_STAY)).isEmpty();
        assertThat(request().get("/v1/customers/" + customer).statusCode()).isEqualTo(404);
        assertThat(request().get("/v1/customers/" + other).statusCode()).isEqualTo(200);
        assertThat(Api.feed(start).items())
                .filteredOn(item -> item.path("customerId").asText().equals(customer))
                .singleElement()
                .satisfies(item -> assertThat(item.path("reason").asText()).isEqualTo("ERASED"));
        assertThat(json("{\"customers\": [{\"id\": \"%s\"}]}".formatted(customer))
                        .post("/v1/erasures")
                        .<String>path("errors[0].code"))
                .isEqualTo("UNKNOWN_CUSTOMER");
    }

    @Test
    void whoWasMergedIntoAnErasedCustomerIsErasedToo() {
        String survivor = customer("a");
        String merged = customer("b");
        String merge = json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}"
                        .formatted(survivor, merged))
                .post("/v1/merges")
                .path("id");
        String start = Api.feed(null).next();

        Api.await(json("{\"customers\": [{\"id\": \"%s\"}]}".formatted(survivor))
                .post("/v1/erasures")
                .header("Location"));

        assertThat(holding(mine, Set.of())).isEmpty();
        assertThat(request().get("/v1/merges/" + merge).statusCode()).isEqualTo(404);
        assertThat(Api.feed(start).items())
                .filteredOn(item -> item.path("reason").asText().equals("ERASED"))
                .extracting(item -> item.path("customerId").asText())
                .contains(survivor, merged);
    }

    private String customer(String source) {
        return json("{\"kind\": \"PERSON\", \"name\": \"%s\"}".formatted(mine))
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private String customerWithEverything() {
        String neutral = mine.replace("secret", "x");
        String id = json("""
                {"kind": "PERSON", "name": "%s", "keys": [{"source": "demo", "key": "%s"}]}""".formatted(mine, mine))
                .header("Idempotency-Key", neutral)
                .post("/v1/customers")
                .path("id");
        json("{}").put("/v1/products/by-key/demo/" + neutral);
        String by = "\"customer\": {\"id\": \"%s\"}".formatted(id);
        json("""
                {%s, "orderedAt": "2011-12-01T10:00:00Z", "lines": [{"product": {"source": "demo", "key": "%s"},
                 "quantity": 1, "unitPrice": {"amount": "5", "currency": "GBP"}}]}""".formatted(by, neutral)).put("/v1/orders/by-key/demo/" + neutral);
        json("{%s, \"type\": \"CALL\", \"occurredAt\": \"2011-12-01T10:00:00Z\"}".formatted(by))
                .put("/v1/interactions/by-key/demo/" + neutral);
        json("{%s, \"type\": \"NPS\", \"score\": 9, \"occurredAt\": \"2011-12-01T10:00:00Z\"}".formatted(by))
                .put("/v1/feedback/by-key/demo/" + neutral);
        String other = mine.replace("secret", "other");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/other/" + other);
        json("""
                {"customer": {"key": {"source": "other", "key": "%s"}}, "type": "REFERRAL", "occurredAt": "2011-12-01T10:00:00Z",
                 "referredCustomer": {"source": "demo", "key": "%s"}}""".formatted(other, mine)).put("/v1/feedback/by-key/other/" + other);
        Api.importFile("customers", "fenji-customers", """
                key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on
                %s,NOBODY,%s,,,,,,,,,
                """.formatted(mine, mine));
        database.transaction(c -> {
            byte[] value = neutral.getBytes(StandardCharsets.UTF_8);
            Sql.update(c, """
                    insert into contact_points (customer_id, id, type, value, blind_index)
                    values (?, uuidv7(), 'EMAIL', ?, ?)""", UUID.fromString(id), value, value);
            return Sql.update(c, """
                    insert into row_findings (customer_id, entity, row_id, field, rule, action, original, repaired, source)
                    values (?, 'customers', ?, 'name', 'trim', 'REPAIR', ?, ?, 'demo')""", UUID.fromString(id), UUID.fromString(id), mine + " ", mine);
        });
        Api.await(json("{}").post("/v1/duplicates:search").header("Location"));
        return id;
    }

    private List<String> holding(String text, Set<String> allowed) {
        return database.call(c -> {
            List<String> tables = Sql.list(c, """
                    select table_name from information_schema.tables
                    where table_schema = current_schema() and table_type = 'BASE TABLE'""", row -> row.getString(1));
            List<String> holding = new ArrayList<>();
            for (String table : tables) {
                long rows = Sql.only(
                        c,
                        "select count(*) from \"%s\" t where position(? in t::text) > 0".formatted(table),
                        row -> row.getLong(1),
                        text);
                if (rows > 0 && !allowed.contains(table)) {
                    holding.add(table);
                }
            }
            return holding;
        });
    }
}
