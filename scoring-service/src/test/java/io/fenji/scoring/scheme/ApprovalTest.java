package io.fenji.scoring.scheme;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a second person is needed.
@QuarkusTest
@ServiceTest
@TestProfile(ApprovalTest.Required.class)
class ApprovalTest {
    /// Approval is switched on.
    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fenji.schemes.approval", "required");
        }
    }

    private final String key = Api.uniqueKey();
    private final String address = "/v1/schemes/%s/versions/1".formatted(key);
    private final String document = Schemes.RULES.replace("KEY", key);

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running();
    }

    @Test
    void aDraftIsActivatedAfterSomebodyElseHasApprovedIt() {
        create("李明");
        activate().statusCode(409).body("code", equalTo("APPROVAL_REQUIRED"));
        submit("李明").statusCode(200).body("approval.state", equalTo("SUBMITTED"));
        activate().statusCode(409).body("code", equalTo("APPROVAL_REQUIRED"));

        decide("approve", "王芳", tag())
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("approval.state", equalTo("APPROVED"))
                .body("approval.submittedBy", equalTo("李明"))
                .body("approval.decidedBy", equalTo("王芳"));

        activate().statusCode(200).body("state", equalTo("ACTIVE"));
        given().get(address).then().body("authors", equalTo(List.of("李明"))).body("approval.decidedBy", equalTo("王芳"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Li Ming", " li  ming ", "Ｌｉ Ming", "Zhao", "Wang"})
    void noAuthorApproves(String name) {
        create("Li Ming");
        json(document)
                .queryParam("author", "Zhao")
                .header("If-Match", tag())
                .put(address)
                .then()
                .statusCode(200);
        submit("Wang").statusCode(200).body("authors", equalTo(List.of("Li Ming", "Zhao", "Wang")));

        decide("approve", name, tag())
                .statusCode(409)
                .body("code", equalTo("APPROVER_IS_AUTHOR"))
                .body("errors[0].pointer", equalTo("/author"));
        given().get(address).then().body("approval.state", equalTo("SUBMITTED"));
    }

    @Test
    void aChangedDraftLosesItsApproval() {
        create("Li");
        submit("Li");
        decide("approve", "Wang", tag()).statusCode(200);

        json(document.replace("5000", "6000"))
                .queryParam("author", "Li")
                .header("If-Match", tag())
                .put(address)
                .then()
                .statusCode(200)
                .body("approval", nullValue());

        activate().statusCode(409).body("code", equalTo("APPROVAL_REQUIRED"));
    }

    /// Between reading and approving the draft was replaced and submitted again.
    @Test
    void whatIsApprovedIsWhatWasRead() {
        create("Li");
        submit("Li");
        String read = tag();
        json(document.replace("5000", "1"))
                .queryParam("author", "Li")
                .header("If-Match", read)
                .put(address);
        submit("Li");

        decide("approve", "Wang", read).statusCode(412);
        json("{\"author\":\"Wang\"}").post(address + ":approve").then().statusCode(428);
        activate().statusCode(409);
    }

    @Test
    void aRejectedDraftIsSubmittedAgain() {
        create("Li");
        decide("reject", "Wang", tag()).statusCode(409).body("code", equalTo("NOT_SUBMITTED"));
        submit("Li");
        json("{\"author\":\"Wang\",\"comment\":\"门槛过低\"}")
                .header("If-Match", tag())
                .post(address + ":reject")
                .then()
                .statusCode(200)
                .body("approval.state", equalTo("REJECTED"))
                .body("approval.comment", equalTo("门槛过低"));
        activate().statusCode(409);
        decide("approve", "Wang", tag()).statusCode(409).body("code", equalTo("NOT_SUBMITTED"));

        submit("Li").body("approval.state", equalTo("SUBMITTED")).body("approval.decidedBy", nullValue());
        decide("approve", "Wang", tag()).statusCode(200);
        activate().statusCode(200);
        submit("Li").statusCode(409).body("code", equalTo("VERSION_NOT_DRAFT"));
    }

    @Test
    void whoWritesADraftSaysWho() {
        json(document).post("/v1/schemes").then().statusCode(422).body("code", equalTo("AUTHOR_REQUIRED"));
        json(document).queryParam("author", " ").post("/v1/schemes").then().statusCode(400);
        json(document)
                .queryParam("author", "x".repeat(201))
                .post("/v1/schemes")
                .then()
                .statusCode(400);
        create("Li");
        json("{}").post(address + ":clone").then().statusCode(422).body("code", equalTo("AUTHOR_REQUIRED"));
        json("{\"key\":\"%s-2\",\"author\":\"Zhao\"}".formatted(key))
                .post(address + ":clone")
                .then()
                .statusCode(201)
                .body("authors", equalTo(List.of("Zhao")));
        json("{\"author\":\" \"}").post(address + ":submit").then().statusCode(400);
    }

    private void create(String author) {
        json(document).queryParam("author", author).post("/v1/schemes").then().statusCode(201);
    }

    private ValidatableResponse submit(String author) {
        return json("{\"author\":\"%s\"}".formatted(author))
                .post(address + ":submit")
                .then();
    }

    private ValidatableResponse decide(String verb, String author, String tag) {
        return json("{\"author\":\"%s\"}".formatted(author))
                .header("If-Match", tag)
                .post(address + ":" + verb)
                .then();
    }

    private ValidatableResponse activate() {
        return given().post(address + ":activate").then();
    }

    private String tag() {
        Response read = given().get(address);
        return read.header("ETag");
    }
}
