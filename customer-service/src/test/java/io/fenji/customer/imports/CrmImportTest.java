package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
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
import org.junit.jupiter.api.Test;

/// A real seller's CRM (../shared/data/b2b-crm), through the API alone.
@QuarkusTest
@ServiceTest
class CrmImportTest {
    private static final Path DATA = Path.of("../../shared/data/b2b-crm");

    @Test
    void wonDealsBecomeTheSpendThatIsExpected() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "../shared/data/b2b-crm is not here");
        put("crm-accounts", """
                {"type": "customers", "source": "crm",
                 "columns": [{"column": "account", "field": "customerKey"}, {"column": "revenue", "field": "assets"},
                             {"column": "sector", "field": "industry", "values": {"technolgy": "technology"}},
                             {"column": "employees", "field": "size"}, {"column": "office_location", "field": "country"}],
                 "defaults": {"customerKind": "ORGANIZATION"}, "ignoredColumns": ["year_established", "subsidiary_of"]}""");
        put("crm-products", """
                {"type": "products", "source": "crm",
                 "columns": [{"column": "product", "field": "productKey"}, {"column": "series", "field": "category"},
                             {"column": "sales_price", "field": "unitPrice"}]}""");
        put("crm-pipeline", """
                {"type": "orders", "source": "crm",
                 "columns": [{"column": "opportunity_id", "field": "orderKey"}, {"column": "account", "field": "customerKey"},
                             {"column": "product", "field": "productKey", "values": {"GTXPro": "GTX Pro"}},
                             {"column": "close_date", "field": "orderedAt"}, {"column": "close_value", "field": "unitPrice"},
                             {"column": "deal_stage", "field": "status",
                              "values": {"Won": "COMPLETED", "Lost": "CANCELLED", "Engaging": "PENDING", "Prospecting": "PENDING"}}],
                 "defaults": {"quantity": "1"}, "ignoredColumns": ["sales_agent", "engage_date"]}""");
        put("crm-teams", """
                {"type": "account-managers", "source": "crm",
                 "columns": [{"column": "sales_agent", "field": "accountManager"}, {"column": "manager", "field": "manager"},
                             {"column": "regional_office", "field": "region"}]}""");
        // The pipeline once more: who worked on an account's last deal looks after the account.
        put("crm-owners", """
                {"type": "customers", "source": "crm",
                 "columns": [{"column": "account", "field": "customerKey"}, {"column": "sales_agent", "field": "accountManager"}],
                 "defaults": {"customerKind": "ORGANIZATION"},
                 "ignoredColumns": ["opportunity_id", "product", "deal_stage", "engage_date", "close_date", "close_value"]}""");

        JsonNode accounts = load("customers", "crm-accounts", "accounts.csv");
        JsonNode products = load("products", "crm-products", "products.csv");
        JsonNode pipeline = load("orders", "crm-pipeline", "sales_pipeline.csv");

        assertThat(accounts.path("counts").path("created").asInt()).isEqualTo(85);
        assertThat(products.path("counts").path("created").asInt()).isEqualTo(7);
        assertThat(pipeline.path("counts").path("productsCreated").asInt()).isZero();
        assertThat(pipeline.path("counts").path("customersCreated").asInt()).isZero();
        Map<String, Integer> refused = new HashMap<>();
        pipeline.path("rejectedByCode")
                .forEach(each -> refused.put(
                        each.path("code").asText(), each.path("count").asInt()));
        // 1,425 without account, and the other open deals without close date.
        assertThat(refused).isEqualTo(Map.of("MISSING_CUSTOMER", 1_425, "MISSING_VALUE", 664));
        assertThat(pipeline.path("counts").path("created").asInt()).isEqualTo(4_238 + 2_473);
        assertThat(wonAsOf("2018-01-01")).isEqualTo(expected());
        assertThat(wonTotal(expected())).isEqualByComparingTo("10005534");
        assertTeams();
        assertThat(load("orders", "crm-pipeline", "sales_pipeline.csv")
                        .path("counts")
                        .path("unchanged")
                        .asInt())
                .isEqualTo(4_238 + 2_473);
    }

    /// A sales manager sees who has how many accounts, and the accounts of a region.
    private static void assertTeams() throws IOException {
        assertThat(load("account-managers", "crm-teams", "sales_teams.csv")
                        .at("/counts/created")
                        .asInt())
                .isEqualTo(35);
        assertThat(load("customers", "crm-owners", "sales_pipeline.csv")
                        .at("/counts/updated")
                        .asInt())
                .isEqualTo(85);
        JsonNode west = tree(
                request().queryParam("region", "West").queryParam("limit", 200).get("/v1/account-managers"));
        int accounts = 0;
        for (JsonNode agent : west.path("items")) {
            accounts += agent.path("customers").asInt();
            assertThat(agent.path("manager").asText()).isIn("Celia Rouche", "Summer Sewald");
        }
        assertThat(accounts).isPositive();
        assertThat(request()
                        .queryParam("region", "West")
                        .queryParam("limit", 200)
                        .get("/v1/customers")
                        .<List<String>>path("items.id"))
                .hasSize(accounts);
        JsonNode again = load("account-managers", "crm-teams", "sales_teams.csv");
        assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(35);
    }

    private static void put(String name, String mapping) {
        assertThat(json(mapping).put("/v1/mappings/" + name).statusCode()).isIn(200, 201);
    }

    private static JsonNode load(String type, String mapping, String file) throws IOException {
        JsonNode ended = Api.importFile(type, mapping, Files.readAllBytes(DATA.resolve(file)));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return ended;
    }

    private static Map<String, String> expected() throws IOException {
        Map<String, String> expected = new HashMap<>();
        List<String> lines = Files.readAllLines(DATA.resolve("expected_won_by_account.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            expected.put(cells[0], new BigDecimal(cells[1]).stripTrailingZeros().toPlainString() + " of " + cells[2]);
        }
        return expected;
    }

    private static BigDecimal wonTotal(Map<String, String> won) {
        return won.values().stream()
                .map(each -> new BigDecimal(each.substring(0, each.indexOf(' '))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The deals are of 2017: the base stands there for a moment.
    private static Map<String, String> wonAsOf(String date) throws IOException {
        refresh(date);
        try {
            Map<String, String> won = new HashMap<>();
            for (String account : expected().keySet()) {
                JsonNode metrics = tree(request().get("/v1/customers/by-key/crm/{key}/metrics", account))
                        .path("metrics");
                won.put(
                        account,
                        metrics.path("spend.lifetime")
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString() + " of "
                                + metrics.path("orders.lifetime").asInt());
            }
            return won;
        } finally {
            refresh("2011-12-10");
        }
    }

    private static void refresh(String date) {
        String location = json("{\"businessDate\": \"%s\"}".formatted(date))
                .post("/v1/metric-refreshes")
                .header("Location");
        assertThat(Api.await(location).path("state").asText()).isEqualTo("SUCCEEDED");
    }
}
