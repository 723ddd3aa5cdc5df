package io.fenji.customer.duplicate;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DuplicateSearchTest {
    private static final long SEED = 20260630;
    private static final double LEAST_PRECISION = 0.97;
    private static final double LEAST_RECALL = 0.95;

    @Inject
    Database database;

    @Inject
    ContactCipher cipher;

    private final String mine = fresh("D");

    /// The floors are stated; what was measured with this seed stands in the failure message.
    @Test
    void findsThePlantedDuplicatesAndLittleElse() {
        PlantedDuplicates base = new PlantedDuplicates(SEED, 3_000, 300);
        Map<String, Integer> indexes = new HashMap<>();
        database.transaction(c -> {
            for (int i = 0; i < base.customers.size(); i++) {
                indexes.put(insert(c, base.customers.get(i)).toString(), i);
            }
            return true;
        });

        search();

        Set<List<Integer>> found = new HashSet<>();
        for (JsonNode candidate : all()) {
            Integer one = indexes.get(candidate.path("customers").get(0).asText());
            Integer other = indexes.get(candidate.path("customers").get(1).asText());
            if (one != null && other != null) {
                found.add(List.of(Math.min(one, other), Math.max(one, other)));
            }
        }
        Set<List<Integer>> right = new HashSet<>(found);
        right.retainAll(base.truth);
        double precision = (double) right.size() / found.size();
        double recall = (double) right.size() / base.truth.size();
        String figures = "seed %d: precision %.4f, recall %.4f; wrong %s; missed %s"
                .formatted(SEED, precision, recall, some(base, found, base.truth), some(base, base.truth, found));
        assertThat(precision).as(figures).isGreaterThanOrEqualTo(LEAST_PRECISION);
        assertThat(recall).as(figures).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    @Test
    void aChangedCustomerIsComparedAnewAndADismissedPairStaysDismissed() {
        String one = customer("a", "\"name\": \"%s 贸易\"".formatted(mine));
        String other = customer("b", "\"name\": \"something else\"");
        share(one, other, "PHONE");
        search();
        assertThat(ofCustomer(one)).isEmpty();

        rename("b", "%s　贸易".formatted(mine));
        search();

        JsonNode candidate = ofCustomer(one).get(0);
        assertThat(candidate.path("customers").toString()).contains(one, other);
        assertThat(candidate.path("reasons").toString())
                .contains("{\"feature\":\"phone\",\"similarity\":1.0,\"weight\":0.35}");
        String path = "/v1/duplicates/" + candidate.path("id").asText();
        assertThat(request().post(path + ":dismiss").<String>path("state")).isEqualTo("DISMISSED");
        search();
        assertThat(tree(request().get(path)).path("state").asText()).isEqualTo("DISMISSED");
        assertThat(tree(request()
                                .queryParam("customerId", one)
                                .queryParam("state", "OPEN")
                                .get("/v1/duplicates"))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aCandidateIsMergedAndThenGone() {
        String one = customer("a", "\"name\": \"%s\"".formatted(mine));
        String other = customer("b", "\"name\": \"%s\", \"city\": \"Wuhan\"".formatted(mine));
        share(one, other, "EMAIL");
        search();
        String path = "/v1/duplicates/" + ofCustomer(one).get(0).path("id").asText();

        Response merge = json("{}").post(path + ":merge");

        assertThat(merge.statusCode()).as(merge.asString()).isEqualTo(201);
        assertThat(merge.<String>path("survivor")).isEqualTo(one);
        assertThat(request().get("/v1/customers/" + one).<String>path("city")).isEqualTo("Wuhan");
        assertThat(request().get(path).statusCode()).isEqualTo(404);
        assertThat(json("{\"survivor\": \"%s\"}".formatted(UUID.randomUUID()))
                        .post(path + ":merge")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBlockThatIsTooLargeIsReportedNotSilentlyDropped() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= PairSearch.LARGEST_BLOCK; i++) {
            ids.add(customer("s" + i, "\"name\": \"%s\"".formatted(mine)));
        }
        share(ids.getFirst(), ids.getLast(), "PHONE");
        for (String id : ids.subList(1, ids.size() - 1)) {
            share(id, ids.getFirst(), "PHONE");
        }

        JsonNode result = search().path("result");

        assertThat(result.path("blocksLeftOut").asInt()).isPositive();
        assertThat(result.path("largestBlock").asInt()).isGreaterThan(PairSearch.LARGEST_BLOCK);
        assertThat(ofCustomer(ids.getFirst())).isEmpty();
    }

    private static JsonNode search() {
        JsonNode ended = Api.await(json("{}").post("/v1/duplicates:search").header("Location"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return ended;
    }

    private static List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            RequestSpecification request = request().queryParam("limit", 200).queryParam("minimumScore", 0.75);
            if (after != null) {
                request.queryParam("after", after);
            }
            JsonNode page = tree(request.get("/v1/duplicates"));
            page.path("items").forEach(all::add);
            after = page.has("next") ? page.path("next").asText() : null;
        } while (after != null);
        return all;
    }

    private static JsonNode ofCustomer(String id) {
        return tree(request().queryParam("customerId", id).get("/v1/duplicates"))
                .path("items");
    }

    private String customer(String key, String fields) {
        return json("{\"kind\": \"PERSON\", %s}".formatted(fields))
                .put("/v1/customers/by-key/dup/%s-%s".formatted(mine, key))
                .path("id");
    }

    /// Leaves the contact points alone, which a PUT would replace.
    private void rename(String key, String name) {
        request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"name\": \"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8))
                .patch("/v1/customers/by-key/dup/%s-%s".formatted(mine, key))
                .then()
                .statusCode(200);
    }

    /// Gives both the same contact.
    private void share(String one, String other, String type) {
        database.transaction(c -> {
            contact(c, UUID.fromString(one), type, mine);
            contact(c, UUID.fromString(other), type, mine);
            return true;
        });
    }

    private UUID insert(Connection c, PlantedDuplicates.Person person) {
        UUID id = Sql.only(
                c,
                """
                insert into customers (id, kind, name, province, city, tax_number) values (uuidv7(), ?, ?, ?, ?, ?)
                returning id""",
                row -> row.getObject(1, UUID.class),
                person.organization() ? "ORGANIZATION" : "PERSON",
                person.name(),
                person.province(),
                person.city(),
                person.taxNumber());
        contact(c, id, "PHONE", person.phone());
        contact(c, id, "EMAIL", person.email());
        contact(c, id, "ADDRESS", person.address());
        return id;
    }

    private void contact(Connection c, UUID id, String type, @Nullable String value) {
        if (value != null) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            Sql.update(c, """
                    insert into contact_points (customer_id, id, type, value, blind_index) values (?, uuidv7(), ?, ?, ?)
                    on conflict do nothing""", id, type, cipher.seal(id, ContactType.valueOf(type), value), bytes);
        }
    }

    private static List<String> some(PlantedDuplicates base, Set<List<Integer>> of, Set<List<Integer>> without) {
        return of.stream()
                .filter(pair -> !without.contains(pair))
                .limit(12)
                .map(pair -> base.customers.get(pair.getFirst()) + " = " + base.customers.get(pair.getLast()))
                .toList();
    }
}
