package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The replica that follows the metric feed is stopped as it stands (`SIGSTOP`), at rest or in the middle of what it
/// does, and so
/// keeps its connections: the other takes over, and what the stopped one does when it goes on changes nothing twice.
class StoppedReplicaTest {
    private static final int STOPS = FaultCounts.of(2, 10);
    private static final int CUSTOMERS = 2_000;
    private static final Duration TAKE_OVER = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,"
                    + "unit_price,discount,currency,returns_order_key\n";

    private final Random random = new Random(17);

    @Test
    void isReplacedAndChangesNothingTwice() {
        try (BrittleSuite suite = BrittleSuite.start("stopped-replica", List.of(Service.CUSTOMER))) {
            suite.set("FENJI_CORRECTIONS_CHECK", "off");
            suite.restart(Service.SCORING); // the first one follows the feed
            suite.startReplica(Service.SCORING);
            suite.awaitReplica(Service.SCORING);
            Api customers = suite.api(Service.CUSTOMER);
            Api first = suite.api(Service.SCORING);
            Api second = suite.replica(Service.SCORING);
            customers.put("/v1/products/by-key/demo/P", "{}").expect(201);
            order(customers, 0);
            first.post("/v1/schemes", TierSchemes.byOrders(STOPS + 1)).expect(201);
            first.post("/v1/schemes/orders/versions/1:activate").expect(200);
            first.succeeded(first.post("/v1/tier-runs", "{\"scheme\":\"orders\"}"), LIMIT);

            for (int stop = 1; stop <= STOPS; stop++) {
                // Whoever takes over leads from then on, and is the next.
                boolean firstLeads = stop % 2 == 1;
                boolean busy = stop % 4 > 1;
                if (busy) { // pages are under way when it is stopped
                    order(customers, stop);
                    BrittleSuite.pause(Duration.ofMillis(random.nextInt(200)));
                }
                freeze(suite, firstLeads);
                long stopped = System.nanoTime();
                try {
                    if (!busy) {
                        order(customers, stop);
                    }
                    awaitEverybody(firstLeads ? second : first, "n" + (stop + 1), stopped + TAKE_OVER.toNanos());
                } finally {
                    thaw(suite, firstLeads);
                }
            }

            ChangeFollower feed = new ChangeFollower(List.of(first), 5_000, 1);
            while (feed.step()) {
                // to the end of the feed
            }
            assertThat(feed.changes()).hasSize(CUSTOMERS * (STOPS + 1));
            assertThat(feed.changes().stream()
                            .map(change -> change.customer() + " " + change.to())
                            .distinct())
                    .hasSize(CUSTOMERS * (STOPS + 1));
        }
    }

    private static void freeze(BrittleSuite suite, boolean first) {
        if (first) {
            suite.freeze(Service.SCORING);
        } else {
            suite.freezeReplica(Service.SCORING);
        }
    }

    private static void thaw(BrittleSuite suite, boolean first) {
        if (first) {
            suite.thaw(Service.SCORING);
        } else {
            suite.thawReplica(Service.SCORING);
        }
    }

    private static void awaitEverybody(Api scoring, String tier, long deadline) {
        String path = "/v1/tier-exports?scheme=orders&tier=" + tier;
        while (scoring.get(path).expect(200).items().size() < CUSTOMERS) {
            assertThat(System.nanoTime())
                    .as("the stopped replica was not replaced within " + TAKE_OVER)
                    .isLessThan(deadline);
            BrittleSuite.pause(POLL);
        }
    }

    private static void order(Api customers, int number) {
        String rows = IntStream.range(0, CUSTOMERS)
                .mapToObj(
                        i -> "F%d-%d,1,C%d,2026-06-29T10:00:00,COMPLETED,web,P,1,1.00,0,CNY,\n".formatted(number, i, i))
                .collect(Collectors.joining());
        JsonNode load = customers.succeeded(
                customers.upload(
                        "/v1/imports?type=orders&mapping=fenji-orders", BodyPublishers.ofString(HEADER + rows)),
                LIMIT);
        assertThat(load.at("/counts/landed").asInt()).isEqualTo(CUSTOMERS);
    }
}
