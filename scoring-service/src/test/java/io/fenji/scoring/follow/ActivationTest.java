package io.fenji.scoring.follow;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of existing tiers when a version takes effect, in runs, with the feed and day by day; the rules in
/// detail are tested in the engine.
@QuarkusTest
@ServiceTest
class ActivationTest {
    private static final String DOCUMENT = """
            {"key":"KEY","name":{"en":"Members"},"population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"value","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":100}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":75},{"key":"B","name":{"en":"B"},"enter":50},
                      {"key":"C","name":{"en":"C"}}]
             REVIEW}""";
    private static final String STRICT =
            DOCUMENT.replace("\"enter\":75", "\"enter\":95").replace("\"enter\":50", "\"enter\":85");
    private static final String MONTHLY = ",\"review\":{\"every\":\"month\",\"day\":10}";

    private final CustomerServiceStub customerService = CustomerServiceStub.running();

    @Inject
    MetricFollower follower;

    @AfterEach
    void backToTheTestsDate() {
        day("2026-06-30");
    }

    @Test
    void atTheNextReviewNothingMovesBeforeIt() {
        String scheme = Api.activeScheme(DOCUMENT.replace("REVIEW", MONTHLY));
        TestCustomer customer = spending(scheme, "80").publish();
        follower.catchUp();
        takeOver(scheme, MONTHLY, "{\"existingTiers\":\"AT_NEXT_REVIEW\"}");

        explained(customer.id(), scheme)
                .body("tier", equalTo("A"))
                .body("cut.tier", equalTo("C"))
                .body("movement.waiting", equalTo("VERSION_AT_REVIEW"))
                .body("movement.until", equalTo("2026-07-10"))
                .body("existingTier.tier", equalTo("A"))
                .body("existingTier.mode", equalTo("AT_NEXT_REVIEW"))
                .body("existingTier.awaited", equalTo("C"));
        TestCustomer fresh = spending(scheme, "80").publish();
        customer.with("spend.365d", "87").publish();
        day("2026-07-09");
        explained(customer.id(), scheme).body("tier", equalTo("A")).body("existingTier.awaited", equalTo("B"));
        explained(fresh.id(), scheme).body("tier", equalTo("C")).body("existingTier", nullValue());
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();

        day("2026-07-10");

        explained(customer.id(), scheme).body("tier", equalTo("B")).body("existingTier", nullValue());
        assertThat(causes(customer.id(), scheme)).containsExactly("REVIEW", "METRICS");
        customer.with("spend.365d", "80").publish();
        follower.catchUp();
        explained(customer.id(), scheme).body("tier", equalTo("C"));
        given().get("/v1/schemes/%s/versions/2".formatted(scheme))
                .then()
                .body("activation.existingTiers", equalTo("AT_NEXT_REVIEW"))
                .body("activation.until", nullValue());
    }

    @Test
    void upgradesOnlyEndsWithTheReviewToo() {
        String scheme = Api.activeScheme(DOCUMENT.replace("REVIEW", MONTHLY));
        TestCustomer high = spending(scheme, "60").publish();
        TestCustomer low = spending(scheme, "10").publish();
        follower.catchUp();
        takeOver(scheme, MONTHLY, "{\"existingTiers\":\"UPGRADES_ONLY\"}");
        explained(high.id(), scheme)
                .body("tier", equalTo("B"))
                .body("movement.waiting", equalTo("PROTECTED"))
                .body("movement.until", equalTo("2026-07-10"));

        low.with("spend.365d", "99").publish();
        follower.catchUp();
        explained(low.id(), scheme).body("tier", equalTo("A"));
        low.with("spend.365d", "10").publish();
        follower.catchUp();
        explained(low.id(), scheme).body("tier", equalTo("C"));

        day("2026-07-10");
        explained(high.id(), scheme).body("tier", equalTo("C")).body("existingTier", nullValue());
    }

    @Test
    void protectionEndsOnItsDateInASchemeThatNeverLooksAtTheCalendar() {
        String scheme = Api.activeScheme(DOCUMENT.replace("REVIEW", ""));
        TestCustomer customer = spending(scheme, "80").publish();
        TestCustomer given = spending(scheme, "60").publish();
        follower.catchUp();
        json("{\"customer\":{\"id\":\"%s\"},\"scheme\":\"%s\",\"tier\":\"A\",\"reason\":\"r\",\"author\":\"a\",\"expiresOn\":\"2026-07-03\"}"
                        .formatted(given.id(), scheme))
                .post("/v1/overrides")
                .then()
                .statusCode(201);
        takeOver(scheme, "", "{\"existingTiers\":\"PROTECT_UNTIL\",\"until\":\"2026-07-05\"}");

        explained(customer.id(), scheme)
                .body("tier", equalTo("A"))
                .body("movement.waiting", equalTo("PROTECTED"))
                .body("movement.until", equalTo("2026-07-05"))
                .body("existingTier.until", equalTo("2026-07-05"));
        explained(given.id(), scheme).body("tier", equalTo("A")).body("existingTier.tier", equalTo("B"));
        day("2026-07-03");
        explained(given.id(), scheme).body("tier", equalTo("B"));
        customer.with("spend.365d", "1").publish();
        day("2026-07-04");
        explained(customer.id(), scheme).body("tier", equalTo("A"));

        day("2026-07-05");

        explained(customer.id(), scheme).body("tier", equalTo("C")).body("existingTier", nullValue());
        explained(given.id(), scheme).body("tier", equalTo("C"));
        assertThat(Api.run(scheme, false).getLong("counts.changed")).isZero();
    }

    @Test
    void aRollbackSaysTheSame() {
        String scheme = Api.activeScheme(DOCUMENT.replace("REVIEW", ""));
        TestCustomer customer = spending(scheme, "80").publish();
        follower.catchUp();
        takeOver(scheme, "", null);
        explained(customer.id(), scheme).body("tier", equalTo("C"));
        TestCustomer best = spending(scheme, "99").publish();
        follower.catchUp();

        json("{\"existingTiers\":\"PROTECT_UNTIL\",\"until\":\"2026-07-05\"}")
                .post("/v1/schemes/%s/versions/2:rollback".formatted(scheme))
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("activation.existingTiers", equalTo("PROTECT_UNTIL"))
                .body("activation.until", equalTo("2026-07-05"));
        Api.run(scheme, false);

        explained(customer.id(), scheme).body("tier", equalTo("A"));
        best.with("spend.365d", "1").publish();
        follower.catchUp();
        explained(best.id(), scheme).body("tier", equalTo("A"));
        day("2026-07-05");
        explained(best.id(), scheme).body("tier", equalTo("C"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"existingTiers":"AT_NEXT_REVIEW"}                            | 422 | /existingTiers | NO_REVIEW
            {"existingTiers":"UPGRADES_ONLY"}                             | 422 | /existingTiers | NO_END
            {"existingTiers":"PROTECT_UNTIL"}                             | 422 | /until         | MISSING
            {"existingTiers":"PROTECT_UNTIL","until":"2026-06-30"}        | 422 | /until         | EXPIRED
            {"existingTiers":"PROTECT_UNTIL","until":"+12026-06-30"}      | 422 | /until         | OUT_OF_RANGE
            {"until":"2026-07-30"}                                        | 422 | /until         | NOT_USED
            {"existingTiers":"AT_NEXT_REVIEW","until":"2026-07-30"}       | 422 | /until         | NOT_USED
            {"existingTiers":"WHENEVER"}                                  | 400 | /existingTiers |
            {"existing":"APPLY_NOW"}                                      | 400 | /existing      |
            """)
    void refusesWhatWouldNotEnd(String body, int status, String pointer, String code) {
        String key = Api.uniqueKey();
        json(DOCUMENT.replace("KEY", key).replace("REVIEW", ""))
                .post("/v1/schemes")
                .then()
                .statusCode(201);

        ValidatableResponse answer = json(body)
                .post("/v1/schemes/%s/versions/1:activate".formatted(key))
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));

        if (code != null) {
            answer.body("errors[0].code", equalTo(code)).body("code", equalTo("ACTIVATION_INVALID"));
        }
        given().get("/v1/schemes/%s/versions/1".formatted(key)).then().body("state", equalTo("DRAFT"));
    }

    private void takeOver(String scheme, String review, String activation) {
        json(STRICT.replace("KEY", scheme).replace("REVIEW", review))
                .post("/v1/schemes/%s/versions".formatted(scheme))
                .then()
                .statusCode(201);
        (activation == null ? given() : json(activation))
                .post("/v1/schemes/%s/versions/2:activate".formatted(scheme))
                .then()
                .statusCode(200);
        Api.run(scheme, false);
    }

    private void day(String date) {
        customerService.businessDate(LocalDate.parse(date));
        assertThat(follower.catchUp()).isTrue();
    }

    private static ValidatableResponse explained(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/explanation", customer, scheme)
                .then()
                .statusCode(200);
    }

    private static List<String> causes(UUID customer, String scheme) {
        return given().get("/v1/customers/{id}/tiers/{scheme}/history", customer, scheme)
                .jsonPath()
                .getList("items.cause");
    }

    private static TestCustomer spending(String scheme, String spend) {
        return TestCustomer.of(scheme, Map.of("spend.365d", new BigDecimal(spend)));
    }
}
