package io.fenji.scoring.change;

import static io.fenji.scoring.testing.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.RandomBase;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class TierChangeResourceTest {
    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running().fault(CustomerServiceStub.Fault.NONE);
    }

    @Test
    void givesEveryChangeOnceAndInOrder() {
        String scheme = Api.activeScheme(Schemes.SCORED);
        List<TestCustomer> customers = RandomBase.of(scheme, 60, 31);
        customers.forEach(TestCustomer::publish);
        int first = Api.run(scheme, true).getInt("counts.changed");
        customers.forEach(customer -> customer.with("recencyDays", "200").publish());
        Api.run(scheme, false);

        List<JsonPath> events = all(700);

        assertThat(events.stream().map(event -> event.getLong("sequence")).toList())
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        List<JsonPath> ours = events.stream()
                .filter(event -> event.getString("data.scheme").equals(scheme))
                .toList();
        assertThat(ours).hasSizeGreaterThanOrEqualTo(first);
        // And a small page, checked against the contract.
        assertThat(read(null, 5, 0).lines()).hasSize(6);
        assertThat(ours.getFirst().getString("data.from")).isNull();
        assertThat(ours.getFirst().getInt("data.version")).isEqualTo(1);
        assertThat(ours.stream().map(event -> event.getString("id")).distinct()).hasSize(ours.size());
    }

    @Test
    void aLongPollEndsWithTheNextChange() throws Exception {
        String scheme = Api.activeScheme(Schemes.RULES);
        TestCustomer customer = RandomBase.of(scheme, 1, 32).getFirst();
        String end = end();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> poll = threads.submit(() -> read(end, 100, 30));
            customer.publish();
            Api.run(scheme, false);

            assertThat(poll.get()).contains(customer.id().toString());
        }
    }

    @Test
    void anEmptyPageKeepsItsPlace() {
        String end = end();

        String page = read(end, 100, 0);

        assertThat(page.lines()).hasSize(1);
        assertThat(new JsonPath(page).getString("next")).isEqualTo(end);
    }

    @Test
    void refusesCursorsOfAnotherEpochAndOthersThatAreNone() {
        given().queryParam("after", new FeedCursor(UUID.randomUUID(), 5).encode())
                .get("/v1/tier-changes")
                .then()
                .statusCode(410)
                .body("code", equalTo("FEED_EPOCH_CHANGED"));
        given().queryParam("after", "nonsense").get("/v1/tier-changes").then().statusCode(400);
        given().queryParam("wait", 31).get("/v1/tier-changes").then().statusCode(400);
        given().queryParam("limit", 0).get("/v1/tier-changes").then().statusCode(400);
        given().queryParam("limit", 50_001).get("/v1/tier-changes").then().statusCode(400);
    }

    private static List<JsonPath> all(int limit) {
        List<JsonPath> events = new ArrayList<>();
        String after = null;
        while (true) {
            List<String> lines = read(after, limit, 0).lines().toList();
            lines.subList(0, lines.size() - 1).forEach(line -> events.add(new JsonPath(line)));
            JsonPath trailer = new JsonPath(lines.getLast());
            assertThat(trailer.getInt("count")).isEqualTo(lines.size() - 1);
            after = trailer.getString("next");
            if (!trailer.getBoolean("more")) {
                return events;
            }
        }
    }

    private static String end() {
        String page = null;
        String after = null;
        do {
            page = read(after, 50_000, 0).lines().toList().getLast();
            after = new JsonPath(page).getString("next");
        } while (new JsonPath(page).getBoolean("more"));
        return after;
    }

    private static String read(String after, int limit, int wait) {
        // Large pages are not checked line by line against the contract: that takes minutes.
        var request = (limit > 100 ? RestAssured.given() : given())
                .queryParam("limit", limit)
                .queryParam("wait", wait);
        if (after != null) {
            request.queryParam("after", after);
        }
        return request.get("/v1/tier-changes").then().statusCode(200).extract().asString();
    }
}
