package io.fenji.customer.customer;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every list that can be of one customer takes any key of it in place of its id.
@QuarkusTest
@ServiceTest
class ListsByCustomerKeyTest {
    @Inject
    Database database;

    private String mine;
    private String id;

    /// A customer of two keys, one from a merge, and another; each has one item in each list.
    @BeforeEach
    void customers() {
        mine = fresh("L");
        id = customer("a");
        String merged = customer("b");
        String other = customer("c");
        String otherMerged = customer("d");
        merge(id, merged);
        merge(other, otherMerged);
        activities("a");
        activities("c");
        candidate(id, customer("e"));
        candidate(other, customer("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "interactions", "feedback", "disclosures", "duplicates", "merges"})
    void aListIsThatOfTheCustomerWithTheKey(String list) {
        JsonNode byId = tree(request().queryParam("customerId", id).get("/v1/" + list));

        assertThat(byId.path("items")).as("what the list shows by id").isNotEmpty();
        assertThat(tree(of(list, "a", mine))).isEqualTo(byId);
        assertThat(tree(of(list, "b", mine)))
                .as("by the key of the merged customer")
                .isEqualTo(byId);
        assertThat(tree(of(list, "c", mine)).path("items"))
                .as("of another customer")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(byId.path("items"));
        assertThat(tree(of(list, "a", "nobody")).path("items")).isEmpty();
        refused(list, Map.of("customerSource", "a"), "customerKey");
        refused(list, Map.of("customerKey", mine), "customerSource");
        refused(list, Map.of("customerId", id, "customerSource", "a", "customerKey", mine), "customerId");
    }

    @Test
    void ordersOfACustomerAreFilteredByTheirOwnKey() {
        JsonNode order = tree(request().queryParam("customerId", id).get("/v1/orders"))
                .path("items")
                .get(0);
        String source = order.at("/key/source").asText();

        for (String key : new String[] {order.at("/key/key").asText(), "none"}) {
            assertThat(tree(request()
                                    .queryParam("customerSource", "a")
                                    .queryParam("customerKey", mine)
                                    .queryParam("source", source)
                                    .queryParam("key", key)
                                    .get("/v1/orders"))
                            .path("items"))
                    .hasSize(key.equals("none") ? 0 : 1);
        }
    }

    @Test
    void aPageGoesOnWithTheSameKey() {
        activities("a");
        Response first = request()
                .queryParam("customerSource", "a")
                .queryParam("customerKey", mine)
                .queryParam("limit", 1)
                .get("/v1/orders");
        JsonNode second = tree(request()
                .queryParam("customerSource", "b")
                .queryParam("customerKey", mine)
                .queryParam("limit", 1)
                .queryParam("after", first.<String>path("next"))
                .get("/v1/orders"));

        assertThat(Stream.of(tree(first), second).map(page -> page.at("/items/0/id")))
                .doesNotHaveDuplicates()
                .allMatch(JsonNode::isTextual);
        assertThat(second.has("next")).isFalse();
    }

    private static Response of(String list, String source, String key) {
        return request()
                .queryParam("customerSource", source)
                .queryParam("customerKey", key)
                .get("/v1/" + list);
    }

    private static void refused(String list, Map<String, String> parameters, String pointer) {
        Response answer = request().queryParams(parameters).get("/v1/" + list);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("code")).isEqualTo("INVALID_PARAMETER");
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }

    private String customer(String source) {
        return json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/%s/%s".formatted(source, mine))
                .path("id");
    }

    private static void merge(String survivor, String merged) {
        json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(survivor, merged))
                .post("/v1/merges")
                .then()
                .statusCode(201);
    }

    private void activities(String source) {
        String customer = "\"customer\": {\"key\": {\"source\": \"%s\", \"key\": \"%s\"}}".formatted(source, mine);
        String product = fresh("P");
        json("{\"name\": \"Lamp\"}").put("/v1/products/by-key/shop/" + product);
        json("""
                {%s, "orderedAt": "2011-11-05T10:00:00Z", "currency": "GBP", "lines": [
                {"product": {"source": "shop", "key": "%s"}, "quantity": 1, "unitPrice": {"amount": "1", "currency": "GBP"}}]}
                """.formatted(customer, product)).post("/v1/orders").then().statusCode(201);
        json("{%s, \"type\": \"CALL\", \"occurredAt\": \"2011-11-06T10:00:00Z\"}".formatted(customer))
                .post("/v1/interactions")
                .then()
                .statusCode(201);
        json("{%s, \"type\": \"CSAT\", \"score\": 4, \"occurredAt\": \"2011-11-07T10:00:00Z\"}".formatted(customer))
                .post("/v1/feedback")
                .then()
                .statusCode(201);
    }

    private void candidate(String one, String other) {
        database.transaction(c -> Sql.update(
                c, """
                insert into duplicate_candidates (customer_id, other_id, id, score, reasons, state, found_at)
                values (least(?, ?), greatest(?, ?), uuidv7(), 0.9,
                  '[{"feature": "phone", "similarity": 1, "weight": 1}]', 'OPEN', now())""", UUID.fromString(one), UUID.fromString(other), UUID.fromString(one), UUID.fromString(other)));
    }
}
