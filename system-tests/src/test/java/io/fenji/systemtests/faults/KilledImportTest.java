package io.fenji.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.suite.Journey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// `kill -9` in the middle of an import of 200,000 rows, again and again: in the end every row is there once.
class KilledImportTest {
    private static final int KILLS = FaultCounts.of(5, 20);
    private static final int CUSTOMERS = 10_000;
    private static final int ORDERS_EACH = 5;
    private static final int LINES_EACH = 4;
    private static final int ROWS = CUSTOMERS * ORDERS_EACH * LINES_EACH;
    /// In their order; an import is struck in any of them.
    private static final List<String> PHASES = List.of("reading", "waiting", "checking", "landing", "metrics");

    private static final String IMPORT = "/v1/imports?type=orders&mapping=fenji-orders";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Random random = new Random(9);

    @Test
    void losesAndDoublesNothing() throws IOException {
        try (BrittleSuite suite = BrittleSuite.start("killed-import", List.of(Service.CUSTOMER))) {
            int kills = 0;
            int files = 0;
            while (kills < KILLS) {
                files++;
                Path file = write(files);
                Answer accepted =
                        suite.api(Service.CUSTOMER).upload(IMPORT, file).expect(202);
                String path = accepted.location().getRawPath();
                while (kills < KILLS && strike(suite, path)) {
                    kills++;
                }
                Api api = suite.api(Service.CUSTOMER);
                JsonNode load = api.finished(api.base().resolve(path), LIMIT);
                assertThat(load.path("state").asText()).as(load.toString()).isEqualTo("SUCCEEDED");
                assertThat(load.at("/counts/landed").asInt()).isEqualTo(ROWS);
                assertThat(load.at("/counts/rejected").asInt()).isZero();
                requireEachRowOnce(api, files);
                requireSecondTimeChangesNothing(api, file);
            }
            System.out.printf("%d kills in %d imports of %,d rows%n", kills, files, ROWS);
        }
    }

    /// Waits for a moment of the import drawn at random, kills the service and starts it again.
    ///
    /// @return false when the import had ended before
    private boolean strike(BrittleSuite suite, String path) {
        Api api = suite.api(Service.CUSTOMER);
        int phase = random.nextInt(PHASES.size());
        double share = random.nextDouble();
        while (true) {
            JsonNode load = api.json(path);
            String state = load.path("state").asText();
            if (!state.equals("PENDING") && !state.equals("RUNNING")) {
                return false;
            }
            JsonNode progress = load.path("progress");
            int reached = PHASES.indexOf(progress.path("phase").asText());
            boolean far = reached > phase
                    || reached == phase
                            && (phase > 0
                                    || progress.path("done").asDouble()
                                            >= share * progress.path("total").asDouble(1));
            if (far) {
                suite.kill(Service.CUSTOMER);
                suite.restart(Service.CUSTOMER);
                return true;
            }
            BrittleSuite.pause(POLL);
        }
    }

    private static void requireEachRowOnce(Api api, int files) {
        List<JsonNode> vectors = Journey.follow(api, "/v1/metric-feed", "");
        assertThat(vectors).hasSize(CUSTOMERS);
        assertThat(vectors).allSatisfy(vector -> {
            assertThat(vector.at("/metrics/orders.lifetime").asInt()).isEqualTo(files * ORDERS_EACH);
            assertThat(vector.at("/metrics/grossSpend.lifetime").decimalValue())
                    .isEqualByComparingTo(Integer.toString(files * ORDERS_EACH * LINES_EACH * 10));
        });
    }

    private static void requireSecondTimeChangesNothing(Api api, Path file) {
        JsonNode counts = api.succeeded(api.upload(IMPORT, file), LIMIT).path("counts");
        assertThat(counts.path("created").asInt()).isZero();
        assertThat(counts.path("updated").asInt()).isZero();
    }

    /// Each line costs 10.
    private static Path write(int number) throws IOException {
        Path file = Path.of("target", "killed-import-%d.csv".formatted(number)).toAbsolutePath();
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,"
                    + "discount,currency,returns_order_key\n");
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                for (int order = 0; order < ORDERS_EACH; order++) {
                    for (int line = 1; line <= LINES_EACH; line++) {
                        out.write("F%d-%d-%d,%d,C%d,2026-0%d-15T10:00:00,COMPLETED,web,P%d,2,5.00,0,CNY,\n"
                                .formatted(number, customer, order, line, customer, order + 1, line));
                    }
                }
            }
        }
        return file;
    }
}
