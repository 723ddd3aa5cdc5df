package io.fenji.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final String POST = "POST /v1/imports?type=orders&mapping=m&filename=orders.csv";
    private static final String NEW = "{\"id\":\"1\",\"state\":\"PENDING\",\"createdAt\":\"2999-01-01T00:00:00Z\"}";
    private static final String OLD = "{\"id\":\"1\",\"state\":\"PENDING\",\"createdAt\":\"2000-01-01T00:00:00Z\"}";

    private final Console console = Console.silent();
    private final Phase phase = console.phase("phase.import.orders");

    @TempDir
    private Path directory;

    private StubService stub;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        stub = new StubService();
        file = Files.writeString(directory.resolve("orders.csv"), "a,b\n1,2\n");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void sendsTheFileAndWaitsForTheImport() {
        stub.on(POST, 202, NEW, "/v1/imports/1")
                .on("GET /v1/imports/1", "{\"state\":\"RUNNING\",\"progress\":{\"phase\":\"READ\",\"done\":1}}")
                .on(
                        "GET /v1/imports/1",
                        "{\"state\":\"SUCCEEDED\",\"finishedAt\":\"2999-01-01T00:00:01Z\",\"counts\":{\"read\":1}}");
        Intake.Loaded loaded = load();
        assertThat(loaded.found()).isFalse();
        assertThat(loaded.resource().path("counts").path("read").asLong()).isEqualTo(1);
        assertThat(stub.requests().getFirst().body()).isEqualTo("a,b\n1,2\n");
    }

    @Test
    void knowsWhatWasInBeforeByItsAge() {
        stub.on(POST, 202, OLD, "/v1/imports/1").on("GET /v1/imports/1", """
                {"state":"SUCCEEDED","finishedAt":"2000-01-01T00:00:09Z"}""");
        assertThat(load().found()).isTrue();
    }

    @Test
    void anImportThatWasInterruptedAndGoesOnWasNotInBefore() {
        stub.on(POST, 202, OLD, "/v1/imports/1")
                .on("GET /v1/imports/1", "{\"state\":\"RUNNING\"}")
                .on("GET /v1/imports/1", "{\"state\":\"SUCCEEDED\",\"finishedAt\":\"2999-01-01T00:00:00Z\"}");
        assertThat(load().found()).isFalse();
    }

    @Test
    void namesTheMappingsThereAreWhereTheOneAskedForIsMissing() {
        stub.on("GET /v1/mappings", "{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")
                .on("GET /v1/mappings/b", "{\"name\":\"b\"}");
        Intake intake = new Intake(stub.api(), new Operations(console.messages(), Duration.ofMillis(1)), console);
        intake.requireMapping("b");
        assertThatThrownBy(() -> intake.requireMapping("x")).hasMessage("There is no mapping \"x\"; there are a, b.");
    }

    @Test
    void asksAgainUnderAnotherKeyWhenTheReplayedImportHadFailed() {
        stub.on(POST, 202, OLD, "/v1/imports/1")
                .on(POST, 202, NEW, "/v1/imports/2")
                .on("GET /v1/imports/1", "{\"state\":\"FAILED\"}")
                .on("GET /v1/imports/2", "{\"state\":\"SUCCEEDED\"}");
        assertThat(load().found()).isFalse();
        assertThat(stub.requests().stream().filter(request -> request.line().equals(POST)))
                .extracting(StubService.Request::idempotencyKey)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void derivesTheKeyFromTheContent() throws IOException {
        String key = Intake.hash("", file);
        Files.writeString(file, "a,b\n1,3\n");
        assertThat(Intake.hash("", file)).isNotEqualTo(key);
    }

    @Test
    void failsWithTheProblemOfTheImport() {
        stub.on(POST, 202, NEW, "/v1/imports/1")
                .on(
                        "GET /v1/imports/1",
                        "{\"state\":\"FAILED\",\"problem\":{\"detail\":\"Unknown column x.\",\"code\":\"FILE_UNREADABLE\"}}");
        assertThatThrownBy(this::load)
                .hasMessage("\"Import orders\" ended as FAILED: Unknown column x. (FILE_UNREADABLE) (" + stub.address()
                        + "/v1/imports/1)");
    }

    @Test
    void failsWithTheProblemOfARefusedFile() {
        stub.on(POST, 404, "{\"detail\":\"There is no mapping m.\"}", "");
        assertThatThrownBy(this::load).hasMessageContaining("There is no mapping m.");
    }

    private Intake.Loaded load() {
        Operations operations = new Operations(console.messages(), Duration.ofMillis(1));
        return new Intake(stub.api(), operations, console).load("orders", "m", file, phase);
    }
}
