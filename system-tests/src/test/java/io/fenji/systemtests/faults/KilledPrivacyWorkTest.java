package io.fenji.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `kill -9` in the middle of the long work that looks after personal data: after the next start it goes on and ends.
class KilledPrivacyWorkTest {
    private static final int CUSTOMERS = 20_000;
    private static final int REFUSED = 2_000;
    private static final int ERASED = 100;
    /// Each customer of the first has a second record.
    private static final int TWICE = 20;

    private static final int OLD_VISITS = 40_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int PAGE = 200;

    @Test
    void goesOnAfterTheRestartAndLeavesNothingUndone() {
        try (BrittleSuite suite = BrittleSuite.start("killed-privacy-work", List.of(Service.CUSTOMER))) {
            String refused = load(suite.api(Service.CUSTOMER));
            suite.kill(Service.CUSTOMER);
            suite.set("FENJI_ENCRYPTION_KEYS_NEWER", Base64.getEncoder().encodeToString(new byte[32]));
            suite.set("FENJI_ENCRYPTION_ACTIVE_KEY", "newer");
            suite.set("FENJI_LOCAL_ROLES", "personal-data-reader");
            suite.restart(Service.CUSTOMER);

            Api api = suite.api(Service.CUSTOMER);
            strikeAndFinish(
                    suite,
                    1,
                    api.post("/v1/key-rotations"),
                    api.post("/v1/erasures", "{\"customers\": [%s]}".formatted(keys(0, ERASED))));
            // Whatever were under the older key would be unreadable now.
            suite.kill(Service.CUSTOMER);
            suite.set("FENJI_ENCRYPTION_KEYS_TEST", null);
            suite.restart(Service.CUSTOMER);

            requireEveryContactReadable(api);
            assertThat(api.get("/v1/imports/%s/rejections".formatted(refused), "Accept", "text/csv")
                            .expect(200)
                            .text()
                            .lines())
                    .hasSize(REFUSED + 1);
            for (int i = 0; i < ERASED; i++) {
                api.get("/v1/customers/by-key/crm/C" + i).expect(404);
            }

            strikeAndFinish(
                    suite,
                    0,
                    api.post("/v1/duplicates:search", "{}"),
                    api.post("/v1/retention-runs", "{\"dryRun\": false}"));
            assertThat(api.json("/v1/interactions?type=VISIT").path("items")).isEmpty();
            for (int i = ERASED; i < ERASED + TWICE; i++) {
                String id =
                        api.json("/v1/customers/by-key/crm/C" + i).path("id").asText();
                assertThat(api.json("/v1/duplicates?customerId=" + id).path("items"))
                        .as("customer %d", i)
                        .isNotEmpty();
            }
        }
    }

    /// Kills the service while all of the work is under way, and sees it finished after the restart.
    ///
    /// @param done how much each must have done by then
    private static void strikeAndFinish(BrittleSuite suite, int done, Answer... accepted) {
        Api api = suite.api(Service.CUSTOMER);
        List<String> work = Arrays.stream(accepted)
                .map(answer -> answer.expect(202).location().getRawPath())
                .toList();
        while (!work.stream().allMatch(path -> underWay(api.json(path), done))) {
            BrittleSuite.pause(POLL);
        }
        suite.kill(Service.CUSTOMER);
        suite.restart(Service.CUSTOMER);
        for (String path : work) {
            assertThat(api.json(path).path("state").asText())
                    .as("struck too late: " + path)
                    .isEqualTo("RUNNING");
        }
        for (String path : work) {
            JsonNode ended = api.finished(api.base().resolve(path), LIMIT);
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            assertThat(ended.at("/result/remaining").asInt(0)).isZero();
        }
    }

    private static boolean underWay(JsonNode operation, int done) {
        assertThat(operation.path("state").asText())
                .as("ended too early: " + operation)
                .isIn("PENDING", "RUNNING");
        return operation.path("state").asText().equals("RUNNING")
                && operation.at("/progress/done").asLong() >= done;
    }

    private static void requireEveryContactReadable(Api api) {
        int customers = 0;
        String after = "";
        do {
            JsonNode page = api.json("/v1/customers?limit=%d%s".formatted(PAGE, after));
            for (JsonNode customer : page.path("items")) {
                customers++;
                assertThat(customer.at("/contactPoints/0/value").asText()).startsWith("+861");
                assertThat(customer.at("/contactPoints/1/value").asText()).endsWith("@example.com");
            }
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(customers).isEqualTo(CUSTOMERS + TWICE - ERASED);
    }

    /// @return the import with the refused rows
    private static String load(Api api) {
        api.put("/v1/mappings/contacts", """
                {"type": "customers", "source": "crm",
                 "columns": [{"column": "key", "field": "customerKey"}, {"column": "kind", "field": "customerKind"},
                             {"column": "name", "field": "customerName"}, {"column": "phone", "field": "phone"},
                             {"column": "mail", "field": "email"}]}""").expect(201);
        String customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> customer("C" + i, "PERSON", i))
                .collect(Collectors.joining());
        String twice = IntStream.range(ERASED, ERASED + TWICE)
                .mapToObj(i -> customer("D" + i, "PERSON", i))
                .collect(Collectors.joining());
        String refused = IntStream.range(0, REFUSED)
                .mapToObj(i -> customer("R" + i, "NOBODY", CUSTOMERS + i))
                .collect(Collectors.joining());
        JsonNode load = api.succeeded(
                api.upload(
                        "/v1/imports?type=customers&mapping=contacts",
                        BodyPublishers.ofString("key,kind,name,phone,mail\n" + customers + twice + refused, UTF_8)),
                LIMIT);
        assertThat(load.at("/counts/rejected").asInt()).isEqualTo(REFUSED);
        String visits = IntStream.range(0, OLD_VISITS)
                .mapToObj(i -> "V%d,C%d,2015-03-01T10:00:00,VISIT\n".formatted(i, ERASED + i % (CUSTOMERS - ERASED)))
                .collect(Collectors.joining());
        api.put("/v1/mappings/visits", """
                {"type": "interactions", "source": "crm",
                 "columns": [{"column": "key", "field": "interactionKey"}, {"column": "customer", "field": "customerKey"},
                             {"column": "at", "field": "occurredAt"}, {"column": "type", "field": "interactionType"}]}""").expect(201);
        api.succeeded(
                api.upload(
                        "/v1/imports?type=interactions&mapping=visits",
                        BodyPublishers.ofString("key,customer,at,type\n" + visits, UTF_8)),
                LIMIT);
        Answer rule = api.get("/v1/retention-rules/interactions").expect(200);
        api.put(
                        "/v1/retention-rules/interactions",
                        "{\"enabled\": true, \"keepDays\": 1095}",
                        "If-Match",
                        rule.headers().firstValue("ETag").orElseThrow())
                .expect(200);
        return load.path("id").asText();
    }

    /// Names that have nothing in common.
    private static String customer(String key, String kind, int number) {
        String name = Integer.toString(number * 1_000_003, 36) + " " + Integer.toString(number * 7_368_787, 36);
        return "%s,%s,%s,139%08d,m%d@example.com\n".formatted(key, kind, name.replace("-", "q"), number, number);
    }

    private static String keys(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"key\": {\"source\": \"crm\", \"key\": \"C%d\"}}".formatted(i))
                .collect(Collectors.joining(","));
    }
}
