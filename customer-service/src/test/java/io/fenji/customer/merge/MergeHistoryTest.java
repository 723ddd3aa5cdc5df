package io.fenji.customer.merge;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random merges and undos between customers with all kinds of rows, while more rows arrive: the metrics are those of a
/// computation from scratch, and when everything is undone each row is where its customer's key is, all else as it was.
@QuarkusTest
@ServiceTest
class MergeHistoryTest {
    @Inject
    ContactCipher cipher;

    private static final int CUSTOMERS = 7;
    private static final int STEPS = 22;
    private static final List<String> RULES = List.of("SURVIVOR", "MOST_RECENT", "MOST_COMPLETE", "LONGEST");

    @Inject
    Database database;

    private String prefix = "";
    private Random random = new Random();
    private int rows;
    private final Map<String, Integer> owners = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void undoneMergesLeaveEverythingAsItWas(long seed) {
        random = new Random(seed);
        prefix = fresh("H");
        json("{\"category\": \"c\"}").put("/v1/products/by-key/demo/" + prefix);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            ids.add(customer(i));
        }
        for (int i = 0; i < 4 * CUSTOMERS; i++) {
            write(random.nextInt(CUSTOMERS));
        }
        contactPoints(ids);
        Map<String, String> start = state(ids);
        List<String> merges = new ArrayList<>();
        List<String> alive = new ArrayList<>(ids);
        List<List<String>> gone = new ArrayList<>();

        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) > 0 && alive.size() > 2) {
                String survivor = alive.get(random.nextInt(alive.size()));
                List<String> merged = new ArrayList<>(alive);
                merged.remove(survivor);
                merged = merged.subList(0, 1 + random.nextInt(Math.min(2, merged.size())));
                merges.add(merge(survivor, merged));
                gone.add(List.copyOf(merged));
                alive.removeAll(List.copyOf(merged));
            } else if (!merges.isEmpty()) {
                alive.addAll(undo(seed, merges, gone));
            }
            assertThat(vectors(alive)).as("seed %d, step %d", seed, step).isEqualTo(fromScratch(alive));
        }
        while (!merges.isEmpty()) {
            undo(seed, merges, gone);
        }
        assertThat(state(ids)).as("seed %d", seed).isEqualTo(start);

        String merge = merge(ids.get(0), List.of(ids.get(1), ids.get(2)));
        String over = merge(ids.get(3), List.of(ids.get(0)));
        for (int i = 0; i < 2 * CUSTOMERS; i++) {
            write(random.nextInt(CUSTOMERS));
        }
        request().post("/v1/merges/%s:undo".formatted(over));
        request().post("/v1/merges/%s:undo".formatted(merge));
        owners.forEach((row, customer) -> assertThat(request().get(row).<String>path("customerId"))
                .as("seed %d, %s of customer %d", seed, row, customer)
                .isEqualTo(ids.get(customer)));
        assertThat(vectors(ids)).as("seed %d", seed).isEqualTo(fromScratch(ids));
    }

    private List<String> undo(long seed, List<String> merges, List<List<String>> gone) {
        // Any that can be undone; the last one always can.
        int start = random.nextInt(merges.size());
        for (int i = start; i < merges.size(); i++) {
            Response answer = request().post("/v1/merges/%s:undo".formatted(merges.get(i)));
            if (answer.statusCode() == 200) {
                merges.remove(i);
                return gone.remove(i);
            }
            assertThat(answer.<String>path("code")).as("seed %d", seed).isEqualTo("MERGE_NOT_UNDOABLE");
        }
        throw new AssertionError("seed %d: no merge can be undone".formatted(seed));
    }

    private String merge(String survivor, List<String> merged) {
        Response answer = json("""
                {"survivor": {"id": "%s"}, "merged": [%s], "survivorship": {"default": "%s"}}""".formatted(
                                survivor,
                                String.join(
                                        ", ",
                                        merged.stream()
                                                .map("{\"id\": \"%s\"}"::formatted)
                                                .toList()),
                                RULES.get(random.nextInt(RULES.size()))))
                .post("/v1/merges");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.path("id");
    }

    private String customer(int i) {
        StringBuilder fields =
                new StringBuilder("{\"kind\": \"%s\"".formatted(random.nextBoolean() ? "PERSON" : "ORGANIZATION"));
        for (String field : List.of("name", "province", "city", "industry", "size", "channel")) {
            if (random.nextInt(3) > 0) {
                fields.append(", \"%s\": \"%s%s\"".formatted(field, field, "x".repeat(random.nextInt(9))));
            }
        }
        if (random.nextBoolean()) {
            fields.append(
                    ", \"assets\": {\"amount\": \"%d.50\", \"currency\": \"GBP\"}".formatted(random.nextInt(100)));
        }
        return json(fields.append(", \"registeredOn\": \"2010-01-0%d\"}".formatted(1 + i))
                        .toString())
                .put("/v1/customers/by-key/demo/%s-%d".formatted(prefix, i))
                .path("id");
    }

    /// A row of a random kind, single or in a file, addressed by the customer's key.
    private void write(int customer) {
        String key = prefix + "-r" + rows++;
        String owner =
                "\"customer\": {\"key\": {\"source\": \"demo\", \"key\": \"%s-%d\"}}".formatted(prefix, customer);
        String day = "2011-1%d-0%dT10:00:00Z".formatted(random.nextInt(3), 1 + random.nextInt(9));
        switch (random.nextInt(5)) {
            case 0 ->
                put(
                        customer,
                        "/v1/interactions/by-key/demo/" + key,
                        "{%s, \"type\": \"CALL\", \"occurredAt\": \"%s\"}".formatted(owner, day));
            case 1 ->
                put(
                        customer,
                        "/v1/feedback/by-key/demo/" + key,
                        "{%s, \"type\": \"CSAT\", \"score\": %d, \"occurredAt\": \"%s\"}"
                                .formatted(owner, 1 + random.nextInt(5), day));
            case 2 -> {
                json("{\"items\": [{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}, %s, \"type\": \"VISIT\", \"occurredAt\": \"%s\"}]}"
                                .formatted(key, owner, day))
                        .post("/v1/interactions:batch");
                owners.put("/v1/interactions/by-key/demo/" + key, customer);
            }
            case 3 -> {
                Api.importFile("orders", "fenji-orders", """
                        order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency
                        %s,1,%s-%d,%s,COMPLETED,web,%s,2,%d,0,GBP
                        """.formatted(
                                key, prefix, customer, day.substring(0, 19), prefix, 1 + random.nextInt(50)));
                owners.put("/v1/orders/by-key/demo/" + key, customer);
            }
            default ->
                put(customer, "/v1/orders/by-key/demo/" + key, """
                        {%s, "orderedAt": "%s", "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1,
                         "unitPrice": {"amount": "%d.25", "currency": "GBP"}}]}""".formatted(
                                owner, day, prefix, 1 + random.nextInt(50)));
        }
    }

    private void put(int customer, String path, String body) {
        Response answer = json(body).put(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        owners.put(path, customer);
    }

    /// Values from a small set, so that merged customers have some in common.
    private void contactPoints(List<String> ids) {
        database.transaction(c -> {
            for (String id : ids) {
                for (int i = 0; i < 3; i++) {
                    Sql.update(
                            c,
                            """
                            insert into contact_points (customer_id, id, type, value, blind_index)
                            values (?, uuidv7(), 'PHONE', ?, ?) on conflict do nothing""",
                            UUID.fromString(id),
                            cipher.seal(UUID.fromString(id), ContactType.PHONE, "+86" + random.nextInt(4)),
                            (prefix + random.nextInt(4)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            return true;
        });
    }

    private Map<String, String> vectors(List<String> ids) {
        return dump(
                "customer_metrics",
                "customer_id",
                "jsonb_build_array(r.customer_id, r.vector, r.customer_version)",
                ids);
    }

    private Map<String, String> fromScratch(List<String> ids) {
        database.transaction(
                c -> Sql.update(c, "delete from customer_metrics where customer_id = any (?::uuid[])", (Object)
                        ids.stream().map(UUID::fromString).toArray(UUID[]::new)));
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));
        return vectors(ids);
    }

    private Map<String, String> state(List<String> ids) {
        Map<String, String> state =
                new TreeMap<>(dump("customers", "id", "to_jsonb(r) - 'version' - 'updated_at'", ids));
        for (String table : List.of(
                "customer_keys",
                "orders",
                "order_keys",
                "order_lines",
                "interactions",
                "interaction_keys",
                "feedback",
                "feedback_keys",
                "contact_points")) {
            state.putAll(dump(table, "customer_id", "to_jsonb(r)", ids));
        }
        state.putAll(dump("customer_metrics", "customer_id", "to_jsonb(r.vector)", ids));
        return state;
    }

    private Map<String, String> dump(String table, String column, String value, List<String> ids) {
        Map<String, String> dump = new TreeMap<>();
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select r.%2$s, jsonb_agg(%3$s order by to_jsonb(r)::text)::text from %1$s r where r.%2$s = any (?::uuid[]) group by 1"
                            .formatted(table, column, value),
                    row -> dump.put(table + " " + row.getString(1), row.getString(2)),
                    (Object) ids.stream().map(UUID::fromString).toArray(UUID[]::new));
            return true;
        });
        return dump;
    }
}
