package io.fenji.kit.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.testing.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FeedEndpointTest {
    @Inject
    Database database;

    @BeforeEach
    void noItems() {
        TrialFeed.LAST.set(0);
        TrialFeed.ASKED.drainPermits();
    }

    @Test
    void aPageHasAtMostItsLimitAndSaysWhetherThereIsMore() {
        TrialFeed.LAST.set(5);

        List<String> first = read(null, 3, 0);
        List<String> second = read(next(first), 3, 0);
        List<String> third = read(next(second), 3, 0);

        assertThat(first).hasSize(4);
        assertThat(end(first).getBoolean("more")).isTrue();
        assertThat(second).hasSize(3);
        assertThat(end(second).getBoolean("more")).isFalse();
        assertThat(third).hasSize(1);
        assertThat(next(third)).isEqualTo(next(second));
    }

    /// 20,000 items of 1 KB are asked for; a page takes 8 MiB into memory.
    @Test
    void aLargePageEndsEarlyAndLosesNothing() {
        TrialFeed.LAST.set(20_000);
        String cursor = null;
        long expected = 1;
        int pages = 0;
        JsonPath end;
        do {
            List<String> lines = read(cursor, 50_000, 0);
            end = end(lines);
            assertThat(end.getInt("count")).isEqualTo(lines.size() - 1).isLessThan(9_000);
            for (String line : lines.subList(0, lines.size() - 1)) {
                assertThat(line).startsWith("{\"number\":" + expected++ + ",");
            }
            cursor = end.getString("next");
            pages++;
        } while (end.getBoolean("more"));

        assertThat(expected).isEqualTo(20_001);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aReaderThatStallsHoldsNoTransaction() throws Exception {
        TrialFeed.LAST.set(20_000);
        try (Socket reader = new Socket()) {
            reader.setReceiveBufferSize(4_096);
            reader.connect(new InetSocketAddress("localhost", RestAssured.port));
            reader.getOutputStream()
                    .write("GET /v1/trial-feed?limit=50000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            reader.getInputStream().readNBytes(200);

            List<String> open = database.call(c -> Sql.list(
                    c,
                    "select query from pg_stat_activity where pid <> pg_backend_pid() and xact_start is not null"
                            + " and query like '%generate_series%'",
                    row -> row.getString(1)));

            assertThat(open).isEmpty();
        }
    }

    /// Without the signal it would look again only after ten minutes here.
    @Test
    void aLongPollEndsWhenAnotherTransactionSignalsItems() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> poll = threads.submit(() -> read(null, 10, 30));
            TrialFeed.ASKED.acquire();

            TrialFeed.LAST.set(1);
            database.transaction(c -> {
                Signals.raise(c, "trial-feed");
                return true;
            });

            assertThat(poll.get(20, TimeUnit.SECONDS)).hasSize(2);
        }
    }

    @Test
    void aLongPollWithoutItemsEndsWithNone() {
        assertThat(read(null, 10, 1)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoPlaceOfThisFeed() {
        status("?after=nonsense", 400);
        status("?limit=0", 400);
        status("?limit=50001", 400);
        status("?wait=31", 400);
        status("?after=" + new FeedCursor(UUID.randomUUID(), 0).encode(), 410);
        TrialFeed.LAST.set(3);
        String ahead = next(read(null, 10, 0));
        TrialFeed.LAST.set(2);
        status("?after=" + ahead, 410);
    }

    private static void status(String query, int expected) {
        given().get("/v1/trial-feed" + query).then().statusCode(expected).contentType("application/problem+json");
    }

    private static List<String> read(String after, int limit, int wait) {
        RequestSpecification request = given().queryParam("limit", limit).queryParam("wait", wait);
        if (after != null) {
            request.queryParam("after", after);
        }
        return request.get("/v1/trial-feed")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static JsonPath end(List<String> lines) {
        return new JsonPath(lines.getLast());
    }

    private static String next(List<String> lines) {
        return end(lines).getString("next");
    }
}
