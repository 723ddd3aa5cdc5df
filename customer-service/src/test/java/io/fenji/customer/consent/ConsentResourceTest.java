package io.fenji.customer.consent;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ConsentResourceTest {
    @Inject
    Database database;

    @Test
    void keepsEveryEntryAndSaysWhatIsInForce() {
        String customer = "/v1/customers/by-key/crm/" + fresh("C");
        String id = json("{\"kind\": \"PERSON\"}").put(customer).path("id");
        String path = customer + "/consents";
        String yes = """
                {"purpose": "marketing-email", "given": true, "at": "2011-05-01T08:00:00Z", "source": "shop", "channel": "web", "textVersion": "3"}""";

        json(yes).post(path).then().statusCode(200);
        json(yes).post(path).then().statusCode(200);
        Response withdrawn =
                json("{\"purpose\": \"marketing-email\", \"given\": false, \"at\": \"2011-06-01T08:00:00Z\"}")
                        .post(path);
        Response late = json("{\"purpose\": \"marketing-email\", \"given\": true, \"at\": \"2011-04-01T08:00:00Z\"}")
                .post(path);

        assertThat(withdrawn.<Boolean>path("given")).isFalse();
        assertThat(late.<Boolean>path("given")).isFalse();
        assertThatJson(request().get("/v1/customers/" + id + "/consents").asString())
                .inPath("items[*].history[*].given")
                .isEqualTo("[false, true, true]");
        assertThatJson(request().get(customer + "/consents").asString())
                .inPath("items[0].history[0]")
                .isEqualTo("""
                {"purpose": "marketing-email", "given": false, "at": "2011-06-01T08:00:00Z",
                 "recordedAt": "${json-unit.any-string}"}""");
    }

    /// Whole histories are sent again, in any order.
    @Test
    void aRepeatedHistoryAddsNothing() {
        String path = "/v1/customers/by-key/crm/" + fresh("C") + "/consents";
        json("{\"kind\": \"PERSON\"}").put(path.replace("/consents", ""));
        List<String> history = List.of(
                "{\"purpose\": \"sms\", \"given\": true, \"at\": \"2011-05-01T08:00:00Z\"}",
                "{\"purpose\": \"sms\", \"given\": false, \"at\": \"2011-06-01T08:00:00Z\"}",
                "{\"purpose\": \"sms\", \"given\": true, \"at\": \"2011-07-01T08:00:00Z\", \"channel\": \"web\"}");

        history.forEach(entry -> json(entry).post(path));
        history.forEach(entry -> json(entry).post(path));

        assertThat(request().get(path).<List<Boolean>>path("items[0].history.given"))
                .containsExactly(true, false, true);
    }

    @Test
    void aWithdrawalIsTakenHoweverLongTheHistoryIs() {
        String customer = "/v1/customers/by-key/crm/" + fresh("C");
        UUID id = UUID.fromString(json("{\"kind\": \"PERSON\"}").put(customer).path("id"));
        database.call(c -> Sql.update(c, """
                insert into consents (customer_id, id, purpose, given, given_at)
                select ?, uuidv7(), 'sms', true, timestamptz '2001-01-01Z' + n * interval '1 hour'
                from generate_series(1, 1000) as n""", id));

        Response more = json("{\"purpose\": \"sms\", \"given\": true, \"at\": \"2011-05-01T08:00:00Z\"}")
                .post(customer + "/consents");
        Response withdrawn = json("{\"purpose\": \"sms\", \"given\": false, \"at\": \"2011-05-02T08:00:00Z\"}")
                .post(customer + "/consents");

        assertThat(more.statusCode()).isEqualTo(422);
        assertThat(withdrawn.statusCode()).isEqualTo(200);
        assertThat(withdrawn.<Boolean>path("given")).isFalse();
    }

    @Test
    void refusesWhatCannotBe() {
        String customer = "/v1/customers/"
                + json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id");
        String nobody = "/v1/customers/00000000-0000-7000-8000-000000000000/consents";

        assertThat(List.of(
                        json("{\"purpose\": \"sms\"}")
                                .post(customer + "/consents")
                                .statusCode(),
                        json("{\"purpose\": \"sms\", \"given\": true, \"at\": \"2099-01-01T00:00:00Z\"}")
                                .post(customer + "/consents")
                                .statusCode(),
                        json("{\"purpose\": \"SMS!\", \"given\": true}")
                                .post(customer + "/consents")
                                .statusCode(),
                        json("{\"purpose\": \"sms\", \"given\": true}")
                                .post(nobody)
                                .statusCode(),
                        request().get(nobody).statusCode()))
                .containsExactly(400, 422, 400, 404, 404);
    }

    @Test
    void aBatchAddsWhatNoEntrySaysAlready() {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        String item = """
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "consent": {"purpose": "sms", "given": %s%s}}""";
        String body = "{\"items\": [%s, %s, %s, %s, %s]}"
                .formatted(
                        item.formatted(customer, true, ", \"at\": \"2011-11-01T08:00:00Z\""),
                        item.formatted(customer, false, ", \"at\": \"2011-12-01T08:00:00Z\", \"source\": \"shop\""),
                        item.formatted(customer, false, ", \"source\": \"shop\""),
                        item.formatted("nobody", true, ""),
                        item.formatted(customer, true, ", \"at\": \"2190-01-01T00:00:00Z\""));

        Response first = json(body).post("/v1/consents:batch");
        Response second = json(body).post("/v1/consents:batch");

        assertThat(first.<List<String>>path("items.status"))
                .containsExactly("CREATED", "CREATED", "UNCHANGED", "REJECTED", "REJECTED");
        assertThat(first.<String>path("items[3].errors[0].pointer")).isEqualTo("/items/3/customer");
        assertThat(first.<String>path("items[4].errors[0].pointer")).isEqualTo("/items/4/consent/at");
        assertThat(second.<Integer>path("unchanged")).isEqualTo(3);
        assertThat(second.<List<String>>path("items.id")).isEqualTo(first.path("items.id"));
        Response kept = request().get("/v1/customers/by-key/crm/%s/consents".formatted(customer));
        assertThat(kept.<List<Boolean>>path("items[0].history.given")).containsExactly(false, true);
    }

    @Test
    void takesAThousandEntriesAtOnceAndNoMoreAndNoFewerThanOne() {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        String items = IntStream.range(0, 1_000)
                .mapToObj(i -> """
                        {"customer": {"key": {"source": "crm", "key": "%s"}}, "consent": {"purpose": "p-%d", "given": true}}""".formatted(customer, i % 500))
                .collect(Collectors.joining(","));

        Response landed = json("{\"items\": [%s]}".formatted(items)).post("/v1/consents:batch");
        String one = items.substring(0, items.indexOf("}},") + 2);
        Response tooMany = json("{\"items\": [%s, %s]}".formatted(items, one)).post("/v1/consents:batch");

        assertThat(landed.<Integer>path("created")).isEqualTo(500);
        assertThat(landed.<Integer>path("unchanged")).isEqualTo(500);
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(json("{\"items\": []}").post("/v1/consents:batch").statusCode())
                .isEqualTo(400);
    }
}
