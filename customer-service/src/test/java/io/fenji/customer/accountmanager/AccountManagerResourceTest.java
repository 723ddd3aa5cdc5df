package io.fenji.customer.accountmanager;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class AccountManagerResourceTest {
    @Test
    void isCreatedReadReplacedAndDeleted() {
        String name = fresh("张 伟");
        String path = "/v1/account-managers/{name}";
        json("{\"kind\": \"PERSON\", \"accountManager\": \"%s\"}".formatted(name))
                .put("/v1/customers/by-key/crm/" + fresh("C"))
                .then()
                .statusCode(201);

        Response created = json("{\"manager\": \"李娜\", \"region\": \"华南\"}").put(path, name);
        Response repeated = json("{\"manager\": \"李娜\", \"region\": \"华南\"}").put(path, name);
        Response stale = json("{}").header("If-Match", "\"7\"").put(path, name);
        Response replaced =
                json("{\"region\": \"华东\"}").header("If-Match", "\"1\"").put(path, name);

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(repeated.statusCode()).isEqualTo(200);
        assertThat(repeated.header("ETag")).isEqualTo("\"1\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
        assertThatJson(request().get(path, name).asString()).isEqualTo("""
                {"name": "%s", "region": "华东", "customers": 1}""".formatted(name));
        assertThat(request().delete(path, name).statusCode()).isEqualTo(428);
        assertThat(request().header("If-Match", "\"1\"").delete(path, name).statusCode())
                .isEqualTo(412);
        assertThat(request().header("If-Match", "\"2\"").delete(path, name).statusCode())
                .isEqualTo(204);
        assertThat(request().get(path, name).statusCode()).isEqualTo(404);
        assertThat(request()
                        .queryParam("accountManager", name)
                        .get("/v1/customers")
                        .<List<String>>path("items.accountManager"))
                .containsExactly(name);
    }

    @Test
    void aNameIsKeptAsCustomersHaveIt() {
        String name = fresh("Wei ");
        json("{\"kind\": \"PERSON\", \"accountManager\": \"%s\"}".formatted(name.replace("Wei ", "Ｗｅｉ　")))
                .put("/v1/customers/by-key/crm/" + fresh("C"));

        Response created = json("{}").put("/v1/account-managers/{name}", name.replace("Wei ", "Ｗｅｉ　"));

        assertThat(created.<String>path("name")).isEqualTo(name);
        assertThat(created.<Integer>path("customers")).isEqualTo(1);
        assertThat(created.header("Location")).endsWith("/v1/account-managers/" + name.replace(" ", "%20"));
    }

    @Test
    void aBatchSaysWhatBecameOfEachItem() {
        String first = fresh("a");
        String second = fresh("b");
        String region = fresh("r");
        String body = """
                {"items": [{"name": "%1$s", "region": "%3$s"}, {"name": "%1$s"}, {"name": "%2$s", "manager": "%1$s", "region": "%3$s"}]}""".formatted(first, second, region);

        Response created = batch(body);
        Response repeated = batch(body.replace("\"manager\": \"%s\"".formatted(first), "\"manager\": \"x\""));

        assertThat(created.<List<String>>path("items.status")).containsExactly("CREATED", "REJECTED", "CREATED");
        assertThat(created.<String>path("items[1].errors[0].pointer")).isEqualTo("/items/1/name");
        assertThat(repeated.<List<String>>path("items.status")).containsExactly("UNCHANGED", "REJECTED", "UPDATED");
        assertThat(repeated.<List<String>>path("items.etag")).containsExactly("\"1\"", null, "\"2\"");
        assertThat(request()
                        .queryParam("region", region)
                        .get("/v1/account-managers")
                        .<List<String>>path("items.name"))
                .containsExactly(first, second);
    }

    @Test
    void nobodyReportsToHimselfAtOnceOrOverOthers() {
        String a = fresh("a");
        String b = fresh("b");
        String c = fresh("c");
        String path = "/v1/account-managers/{name}";
        String to = "{\"manager\": \"%s\"}";
        json(to.formatted(b)).put(path, a).then().statusCode(201);
        json(to.formatted(c)).put(path, b).then().statusCode(201);

        Response self = json(to.formatted(c)).put(path, c);
        Response circle = json(to.formatted(a)).put(path, c);

        assertThat(List.of(self.statusCode(), circle.statusCode())).containsExactly(422, 422);
        assertThat(circle.<String>path("errors[0].pointer")).isEqualTo("/manager");
        assertThat(circle.<String>path("errors[0].code")).isEqualTo("CIRCULAR_REPORTING");
        assertThat(request().get(path, c).statusCode()).isEqualTo(404);

        // Turned round in one step it is no circle; where only a part is good, the rest closes none with what stays.
        Response batch = batch("""
                {"items": [{"name": "%1$s", "manager": "%1$s x"}, {"name": "%2$s", "manager": "%1$s"}, {"name": "%3$s", "manager": "%2$s"}]}""".formatted(a, b, c));
        assertThat(batch.<List<String>>path("items.status")).containsExactly("UPDATED", "UPDATED", "CREATED");
        Response refused = batch("""
                {"items": [{"name": "%1$s", "manager": "%4$s"}, {"name": "%2$s"}, {"name": "%3$s", "manager": "%4$s"},
                           {"name": "%4$s", "manager": "%3$s"}, {"name": "%5$s", "manager": "%1$s"}]}""".formatted(a, b, c, fresh("d"), fresh("e")));
        assertThat(refused.<List<String>>path("items.status"))
                .containsExactly("UPDATED", "UPDATED", "REJECTED", "REJECTED", "CREATED");
        assertThat(refused.<String>path("items[2].errors[0].pointer")).isEqualTo("/items/2/manager");
    }

    @Test
    void aFileLandsWithoutTheRowsThatMakeCircles() {
        String a = fresh("a");
        String b = fresh("b");
        String c = fresh("c");
        json("""
                {"type": "account-managers", "source": "demo",
                 "columns": [{"column": "name", "field": "accountManager"}, {"column": "to", "field": "manager"}]}""").put("/v1/mappings/" + a);
        json("{\"manager\": \"%s\"}".formatted(b)).put("/v1/account-managers/{name}", a);

        // What is left of the circle of a and c closes another with what is in the directory.
        JsonNode ended = Api.importFile("account-managers", a, """
                name,to
                %1$s,%3$s
                %3$s,%1$s
                %2$s,%1$s
                %3$s x,%3$s
                """.formatted(a, b, c));

        assertThat(ended.at("/counts/rejected").asInt()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.at("/counts/created").asInt()).isEqualTo(1);
        assertThat(request()
                        .get("/v1/imports/%s/rejections"
                                .formatted(ended.path("id").asText()))
                        .<List<String>>path("items.code"))
                .containsOnly("CIRCULAR_REPORTING");
        assertThat(request().get("/v1/account-managers/{name}", a).<String>path("manager"))
                .isEqualTo(b);
        assertThat(request().get("/v1/account-managers/{name}", b).statusCode()).isEqualTo(404);
    }

    @Test
    void takesAThousandAtOnceAndNoMoreAndNoFewerThanOne() {
        String prefix = fresh("T");
        String items = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"name\": \"%s-%d\"}".formatted(prefix, i))
                .collect(Collectors.joining(","));

        assertThat(batch("{\"items\": [%s]}".formatted(items)).<Integer>path("created"))
                .isEqualTo(1_000);
        assertThat(batch("{\"items\": [%s, {\"name\": \"x\"}]}".formatted(items))
                        .statusCode())
                .isEqualTo(400);
        assertThat(batch("{\"items\": []}").statusCode()).isEqualTo(400);
        assertThat(batch("{\"items\": [{\"region\": \"no name\"}]}").statusCode())
                .isEqualTo(400);
    }

    private static Response batch(String body) {
        return json(body).post("/v1/account-managers:batch");
    }
}
