package io.fenji.customer.timeline;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class TimelineTest {
    @Test
    void mergesOrdersInteractionsAndFeedbackNewestFirst() {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        json("{}").put("/v1/products/by-key/erp/" + customer);
        String of = "{\"customer\": {\"key\": {\"source\": \"crm\", \"key\": \"%s\"}}, ".formatted(customer);
        for (int day = 1; day <= 3; day++) {
            String date = "2011-12-0" + day;
            json(of + """
                    "orderedAt": "%sT10:00:00Z", "lines": [{"product": {"source": "erp", "key": "%s"}, "quantity": 2,
                    "unitPrice": {"amount": "5", "currency": "GBP"}}]}""".formatted(date, customer)).post("/v1/orders").then().statusCode(201);
            // Two at one moment: the page between them must neither lose nor repeat one.
            for (int i = 0; i < 2; i++) {
                json(of + "\"type\": \"VISIT\", \"occurredAt\": \"%sT11:00:00Z\"}".formatted(date))
                        .post("/v1/interactions")
                        .then()
                        .statusCode(201);
            }
            json(of + "\"type\": \"COMPLAINT\", \"severity\": \"LOW\", \"openedAt\": \"%sT12:00:00Z\"}".formatted(date))
                    .post("/v1/feedback")
                    .then()
                    .statusCode(201);
        }
        String path = "/v1/customers/by-key/crm/%s/timeline".formatted(customer);

        List<String> kinds = new ArrayList<>();
        List<String> times = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String after = null;
        do {
            RequestSpecification request = request().queryParam("limit", 2);
            Response page = (after == null ? request : request.queryParam("after", after)).get(path);
            kinds.addAll(page.path("items.kind"));
            times.addAll(page.path("items.at"));
            tree(page).path("items").findValuesAsText("id").forEach(ids::add);
            after = page.path("next");
        } while (after != null);

        assertThat(kinds.subList(0, 4)).containsExactly("FEEDBACK", "INTERACTION", "INTERACTION", "ORDER");
        assertThat(kinds).hasSize(12);
        assertThat(times.reversed()).isSorted();
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        Response whole = request().get(path);
        assertThat(whole.<String>path("items[3].order.net.amount")).isEqualTo("10");
        assertThat(whole.<String>path("items[0].feedback.severity")).isEqualTo("LOW");
        assertThat(whole.<String>path("items[1].interaction.type")).isEqualTo("VISIT");
        String id = whole.path("items[1].interaction.customerId");
        assertThat(request().get("/v1/customers/%s/timeline".formatted(id)).asString())
                .isEqualTo(whole.asString());
    }

    @Test
    void aCustomerWithoutAnythingHasAnEmptyOneAndAnUnknownCustomerNone() {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);

        assertThat(request()
                        .get("/v1/customers/by-key/crm/%s/timeline".formatted(customer))
                        .<List<String>>path("items"))
                .isEmpty();
        assertThat(request().get("/v1/customers/by-key/crm/nobody/timeline").statusCode())
                .isEqualTo(404);
        assertThat(request()
                        .get("/v1/customers/00000000-0000-7000-8000-000000000000/timeline")
                        .statusCode())
                .isEqualTo(404);
    }
}
