package io.fenji.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.launcher.console.Failure;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private StubService stub;

    @BeforeEach
    void start() throws IOException {
        stub = new StubService();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void keepsDecimalsExact() {
        stub.on("GET /v1/x", "{\"score\":0.1000000000000000055511151231257827}");
        assertThat(stub.api().get("/v1/x").path("score").decimalValue())
                .isEqualByComparingTo("0.1000000000000000055511151231257827");
    }

    @Test
    void resolvesARelativeLocation() {
        stub.on("POST /v1/x", 202, "{}", "/v1/x/7");
        assertThat(stub.api()
                        .post("/v1/x", JsonNodeFactory.instance.objectNode())
                        .location())
                .isEqualTo(stub.address().resolve("/v1/x/7"));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(stub.api().find("/v1/x")).isEmpty();
    }

    @Test
    void saysWhichRequestWasRefusedAndWhy() {
        stub.on("POST /v1/x", 422, """
                {"title":"Bad scheme","detail":"The scheme is wrong.","code":"SCHEME_INVALID",
                 "errors":[{"pointer":"/cut","code":"X","detail":"There is no cut."}]}""", "");
        assertThatThrownBy(() -> stub.api().post("/v1/x", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(Failure.class)
                .hasMessage(stub.address().resolve("/v1/x")
                        + " was refused with 422: The scheme is wrong. [/cut There is no cut.] (SCHEME_INVALID)"
                        + " (POST request)");
    }

    @Test
    void saysThatAnAnswerIsNotJson() {
        stub.on("GET /v1/x", "<html>");
        assertThatThrownBy(() -> stub.api().get("/v1/x")).hasMessageContaining("is not JSON");
    }

    @Test
    void saysThatAServiceDoesNotAnswer() {
        Api api = stub.api();
        stub.close();
        assertThatThrownBy(() -> api.get("/v1/x")).hasMessageStartingWith("stub-service does not answer GET ");
    }

    @Test
    void readsTheTrailerOfAStream() {
        stub.on("GET /v1/feed", "{\"customerId\":\"a\"}\n{\"end\":true,\"businessDate\":\"2026-06-30\"}\n");
        assertThat(stub.api().trailer("/v1/feed").path("businessDate").asText()).isEqualTo("2026-06-30");
    }
}
