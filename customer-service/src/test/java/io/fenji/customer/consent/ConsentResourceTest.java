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
}
