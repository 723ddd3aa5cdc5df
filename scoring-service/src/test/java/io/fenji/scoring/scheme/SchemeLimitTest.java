package io.fenji.scoring.scheme;

import static io.fenji.scoring.testing.Api.given;
import static io.fenji.scoring.testing.Api.json;
import static org.hamcrest.Matchers.equalTo;

import io.fenji.scoring.testing.Api;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.Schemes;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where no further scheme may be active.
@QuarkusTest
@ServiceTest
@TestProfile(SchemeLimitTest.Full.class)
class SchemeLimitTest {
    /// There is room for none.
    public static final class Full implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fenji.schemes.most-active", "0");
        }
    }

    @Test
    void oneActiveSchemeTooManyIsRefused() {
        CustomerServiceStub.running();
        String key = Api.uniqueKey();
        json(Schemes.RULES.replace("KEY", key)).post("/v1/schemes").then().statusCode(201);

        given().post("/v1/schemes/%s/versions/1:activate".formatted(key))
                .then()
                .statusCode(409)
                .body("code", equalTo("TOO_MANY_SCHEMES"));
        given().get("/v1/schemes/%s/versions/1".formatted(key)).then().body("state", equalTo("DRAFT"));
    }
}
