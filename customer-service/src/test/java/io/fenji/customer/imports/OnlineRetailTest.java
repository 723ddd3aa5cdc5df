package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// The real file, whose answers were computed independently.
@QuarkusTest
@ServiceTest
class OnlineRetailTest {
    private static final Logger LOG = Logger.getLogger(OnlineRetailTest.class);
    private static final Path DATA = Path.of(System.getProperty("user.dir"), "../../shared/data/online-retail");

    @Test
    void landsTheRealFileToTheKnownFigures() throws IOException {
        boolean present = Files.exists(DATA.resolve("online_retail.csv.gz"));
        if (!present && "1".equals(System.getenv("FENJI_REQUIRE_DATA"))) {
            throw new AssertionError("FENJI_REQUIRE_DATA=1, but there is no " + DATA.normalize());
        }
        assumeTrue(present, "Skipped: the real order file is not at " + DATA.normalize());
        byte[] file = Files.readAllBytes(DATA.resolve("online_retail.csv.gz"));

        long start = System.nanoTime();
        JsonNode first = Api.importFile("orders", "uci-online-retail", file);
        LOG.infof("Online Retail landed in %.1f s: %s", (System.nanoTime() - start) / 1e9, first);

        assertThat(first.path("state").asText()).isEqualTo("SUCCEEDED");
        JsonNode counts = first.path("counts");
        assertThat(counts.path("read").asLong()).isEqualTo(541_909);
        assertThat(counts.path("rejected").asLong()).isEqualTo(135_080);
        assertThat(counts.path("landed").asLong()).isEqualTo(541_909 - 135_080);
        assertThat(counts.path("customersCreated").asLong()).isEqualTo(4_372);
        assertThat(first.path("rejectedByCode")).hasSize(1);
        assertThat(first.path("rejectedByCode").get(0).path("code").asText()).isEqualTo("MISSING_CUSTOMER");
        assertThat(first.path("rejectedByCode").get(0).path("count").asLong()).isEqualTo(135_080);

        assertFigures();

        String cursor = Api.feed(null).next();
        JsonNode second = Api.importFile("orders", "uci-online-retail", file);
        assertThat(second.path("counts").path("unchanged").asLong())
                .isEqualTo(first.path("counts").path("orders").asLong());
        assertThat(second.path("counts").path("created").asLong()).isZero();
        assertThat(second.path("counts").path("updated").asLong()).isZero();
        assertThat(second.path("counts").path("metricsChanged").asLong()).isZero();
        assertThat(Api.feed(cursor).items()).isEmpty();

        String rejected = request()
                .accept("text/csv")
                .get("/v1/imports/%s/rejections".formatted(first.path("id").asText()))
                .asString();
        assertThat(rejected.lines().count()).isEqualTo(135_081);
        assertThat(rejected.lines().findFirst().orElseThrow())
                .isEqualTo(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,line,code,reason");
    }

    private static void assertFigures() throws IOException {
        Map<String, JsonNode> byKey = new HashMap<>();
        for (JsonNode item : Api.feed(null).items()) {
            for (JsonNode key : item.path("keys")) {
                if (key.path("source").asText().equals("uci")) {
                    byKey.put(key.path("key").asText(), item);
                }
            }
        }
        assertThat(byKey).hasSize(4_372);
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        int purchasers = 0;
        List<String> expected = Files.readAllLines(DATA.resolve("expected_rfm_2011-12-10.csv"));
        for (String line : expected.subList(1, expected.size())) {
            String[] values = line.split(",", -1);
            JsonNode metrics = byKey.get(values[0]).path("metrics");
            int frequency = Integer.parseInt(values[6]);
            assertThat(metrics.path("orders.lifetime").asInt()).as(values[0]).isEqualTo(frequency);
            assertThat(metrics.path("grossSpend.lifetime").decimalValue())
                    .as(values[0])
                    .isEqualByComparingTo(values[10]);
            assertThat(metrics.path("spend.lifetime").decimalValue())
                    .as(values[0])
                    .isEqualByComparingTo(values[11]);
            // The known net includes the customers who only returned.
            net = net.add(metrics.path("spend.lifetime").decimalValue());
            if (frequency > 0) {
                assertThat(metrics.path("recencyDays").asInt()).as(values[0]).isEqualTo(Integer.parseInt(values[4]));
                purchasers++;
                gross = gross.add(metrics.path("grossSpend.lifetime").decimalValue());
            } else {
                assertThat(metrics.has("recencyDays")).as(values[0]).isFalse();
            }
        }
        assertThat(purchasers).isEqualTo(4_339);
        assertThat(gross).isEqualByComparingTo("8911407.904");
        assertThat(net).isEqualByComparingTo("8300065.814");
    }
}
