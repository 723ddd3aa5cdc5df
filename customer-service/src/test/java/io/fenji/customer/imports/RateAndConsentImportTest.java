package io.fenji.customer.imports;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The base is GBP and stands at 2011-12-10.
@QuarkusTest
@ServiceTest
class RateAndConsentImportTest {
    private static void mapping(String name, String type, String columns) {
        json("{\"type\": \"%s\", \"source\": \"crm\", \"columns\": [%s]}".formatted(type, columns))
                .put("/v1/mappings/" + name);
    }

    private static List<String> refused(JsonNode ended, String field) {
        return request()
                .header("Accept-Language", "en")
                .get("/v1/imports/%s/rejections".formatted(ended.path("id").asText()))
                .path("items." + field);
    }

    private static JsonNode counts(JsonNode ended) {
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        return ended.path("counts");
    }

    @Test
    void importedRatesReachTheOrdersTheyAreFor() {
        mapping("rates", "exchange-rates", """
                {"column": "currency", "field": "currency"}, {"column": "date", "field": "effectiveOn"},
                {"column": "rate", "field": "rate"}""");
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        json("{}").put("/v1/products/by-key/erp/" + customer);
        json("""
                {"customer": {"key": {"source": "crm", "key": "%1$s"}}, "orderedAt": "2011-12-01T08:30:00Z", "currency": "BTN",
                 "lines": [{"product": {"source": "erp", "key": "%1$s"}, "quantity": 1,
                            "unitPrice": {"amount": "1000", "currency": "BTN"}}]}""".formatted(customer)).post("/v1/orders");
        String file = """
                currency,date,rate
                BTN,2011-01-01,0.0050
                BTN,2011-06-01,0.009
                BTN,2011-06-01,0.007
                GBP,2011-06-01,1
                BTN,2011-06-02,0
                BTN,2011-06-02,-1
                QQQ,2011-06-02,1
                BTN,1811-06-02,1
                """;

        JsonNode checked = tree(Api.request()
                .contentType("application/octet-stream")
                .queryParam("type", "exchange-rates")
                .queryParam("mapping", "rates")
                .queryParam("validateOnly", true)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
        counts(Api.await("/v1/imports/" + checked.path("id").asText()));
        assertThat(request().get("/v1/exchange-rates/BTN/2011-06-01").statusCode())
                .isEqualTo(404);
        JsonNode ended = Api.importFile("exchange-rates", "rates", file);

        assertThat(counts(ended).path("created").asInt()).isEqualTo(2);
        assertThat(ended.at("/counts/metricsChanged").asInt()).isEqualTo(1);
        assertThat(refused(ended, "code"))
                .containsExactly(
                        "INVALID_CODE",
                        "NUMBER_OUT_OF_RANGE",
                        "NUMBER_OUT_OF_RANGE",
                        "INVALID_CODE",
                        "DATE_OUT_OF_RANGE");
        assertThat(refused(ended, "reason").getFirst()).isEqualTo("'GBP' is the base currency, which needs no rate");
        assertThat(spend(customer)).isEqualTo("7");
        JsonNode again = Api.importFile("exchange-rates", "rates", file);
        assertThat(counts(again).path("unchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/counts/metricsChanged").asInt()).isZero();
        JsonNode corrected = Api.importFile("exchange-rates", "rates", file.replace("0.007", "0.008"));
        assertThat(counts(corrected).path("updated").asInt()).isEqualTo(1);
        assertThat(spend(customer)).isEqualTo("8");
        assertThat(request().get("/v1/exchange-rates/BTN/2011-06-01").header("ETag"))
                .isEqualTo("\"2\"");
        for (String date : List.of("2011-01-01", "2011-06-01")) {
            request().header("If-Match", "*").delete("/v1/exchange-rates/BTN/" + date);
        }
    }

    private static String spend(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .at("/metrics/spend.lifetime")
                .asText();
    }

    @Test
    void ofConsentsOfOneMomentTheLastRowIsInForce() {
        mapping("consents-of-a-day", "consents", """
                {"column": "c", "field": "customerKey"}, {"column": "p", "field": "purpose"},
                {"column": "g", "field": "given"}, {"column": "d", "field": "occurredAt"}""");
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);

        Api.importFile("consents", "consents-of-a-day", """
                c,p,g,d
                %1$s,sms,yes,2011-12-01
                %1$s,sms,no,2011-12-01
                %1$s,mail,no,2011-12-01
                %1$s,mail,yes,2011-12-01
                """.formatted(customer));

        JsonNode kept = tree(request().get("/v1/customers/by-key/crm/%s/consents".formatted(customer)));
        assertThat(kept.at("/items/0/given").asBoolean()).isTrue();
        assertThat(kept.at("/items/1/given").asBoolean()).isFalse();
    }

    @Test
    void importedConsentsAreEntriesLikeThoseOfSingleWrites() {
        mapping("consents", "consents", """
                {"column": "客户", "field": "customerKey"}, {"column": "用途", "field": "purpose"},
                {"column": "同意", "field": "given"}, {"column": "时间", "field": "occurredAt"},
                {"column": "渠道", "field": "channel", "optional": true}""");
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        String file = """
                客户,用途,同意,时间,渠道
                %1$s,sms,是,2011-11-01T08:00:00Z,网店
                %1$s,sms,否,2011-12-01T08:00:00Z,
                %1$s,sms,否,2011-12-01T08:00:00Z,
                %1$s,e-mail,yes,2011-12-01T08:00:00Z,
                nobody,sms,是,2011-11-01T08:00:00Z,
                %1$s,SMS!,是,2011-11-01T08:00:00Z,
                %1$s,sms,perhaps,2011-11-01T08:00:00Z,
                %1$s,sms,是,2190-11-01T08:00:00Z,
                ,sms,是,2011-11-01T08:00:00Z,
                """.formatted(customer);

        JsonNode ended = Api.importFile("consents", "consents", file);
        JsonNode again = Api.importFile("consents", "consents", file);

        assertThat(counts(ended).path("created").asInt()).isEqualTo(3);
        assertThat(refused(ended, "code"))
                .containsExactly("UNKNOWN_CUSTOMER", "INVALID_CODE", "INVALID_CODE", "FUTURE_DATE", "MISSING_CUSTOMER");
        assertThat(counts(again).path("created").asInt()).isZero();
        assertThat(counts(again).path("unchanged").asInt()).isEqualTo(3);
        String kept = request()
                .get("/v1/customers/by-key/crm/%s/consents".formatted(customer))
                .asString();
        assertThatJson(kept).isEqualTo("""
                {"items": [
                  {"purpose": "e-mail", "given": true, "history": [
                    {"purpose": "e-mail", "given": true, "at": "2011-12-01T08:00:00Z", "source": "crm", "recordedAt": "${json-unit.any-string}"}]},
                  {"purpose": "sms", "given": false, "history": [
                    {"purpose": "sms", "given": false, "at": "2011-12-01T08:00:00Z", "source": "crm", "recordedAt": "${json-unit.any-string}"},
                    {"purpose": "sms", "given": true, "at": "2011-11-01T08:00:00Z", "source": "crm", "channel": "网店",
                     "recordedAt": "${json-unit.any-string}"}]}]}""");
    }

    @Test
    void theProposalOfAMappingKnowsBothTypes() {
        assertThat(proposed("币种,生效日期,汇率\nUSD,2011-12-01,0.64\n")).isEqualTo("exchange-rates");
        assertThat(proposed("客户编号,用途,是否同意,时间\n1,sms,是,2011-12-01\n")).isEqualTo("consents");
    }

    private static String proposed(String file) {
        return tree(request()
                        .contentType("application/octet-stream")
                        .body(file.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/imports:preview"))
                .at("/mapping/type")
                .asText();
    }
}
