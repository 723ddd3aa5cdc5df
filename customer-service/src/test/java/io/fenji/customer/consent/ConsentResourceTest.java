package io.fenji.customer.consent;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ConsentResourceTest {
    @Test
    void keepsEveryEntryAndSaysWhatIsInForce() {
        String customer = "/v1/customers/by-key/crm/" + fresh("C");
        String id = json("{\"kind\": \"PERSON\"}").put(customer).path("id");
        String path = customer + "/consents/marketing-email";
        String yes = """
                {"given": true, "at": "2011-05-01T08:00:00Z", "source": "shop", "channel": "web", "textVersion": "3"}""";

        json(yes).put(path).then().statusCode(200);
        json(yes).put(path).then().statusCode(200);
        Response withdrawn =
                json("{\"given\": false, \"at\": \"2011-06-01T08:00:00Z\"}").put(path);
        Response late =
                json("{\"given\": true, \"at\": \"2011-04-01T08:00:00Z\"}").put(path);

        assertThat(withdrawn.<Boolean>path("given")).isFalse();
        assertThat(late.<Boolean>path("given")).isFalse();
        assertThat(request()
                        .get("/v1/customers/" + id + "/consents/marketing-email")
                        .<List<Boolean>>path("history.given"))
                .containsExactly(false, true, true);
        assertThatJson(request().get(customer + "/consents").asString()).isEqualTo("""
                {"items": [{"purpose": "marketing-email", "given": false, "at": "2011-06-01T08:00:00Z",
                            "recordedAt": "${json-unit.any-string}"}]}""");
    }

    /// The contract's two templates match this address, so its filter would take the wrong one.
    @Test
    void aSourceMayBeCalledLikeTheSubResource() {
        String customer = "/v1/customers/by-key/consents/" + fresh("C");

        Response put = RestAssured.given()
                .contentType("application/json")
                .body("{\"kind\": \"PERSON\"}")
                .put(customer);

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(RestAssured.get(customer).<String>path("id")).isEqualTo(put.path("id"));
    }

    @Test
    void refusesWhatCannotBe() {
        String customer = "/v1/customers/"
                + json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id");
        String nobody = "/v1/customers/00000000-0000-7000-8000-000000000000/consents";

        assertThat(List.of(
                        json("{}").put(customer + "/consents/sms").statusCode(),
                        json("{\"given\": true, \"at\": \"2099-01-01T00:00:00Z\"}")
                                .put(customer + "/consents/sms")
                                .statusCode(),
                        json("{\"given\": true}")
                                .put(customer + "/consents/SMS!")
                                .statusCode(),
                        json("{\"given\": true}").put(nobody + "/sms").statusCode(),
                        request().get(nobody).statusCode(),
                        request().get(customer + "/consents/sms").statusCode()))
                .containsExactly(400, 422, 400, 404, 404, 404);
    }
}
