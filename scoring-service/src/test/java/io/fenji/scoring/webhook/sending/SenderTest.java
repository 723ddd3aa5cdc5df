package io.fenji.scoring.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.scoring.testing.ReferenceLibrary;
import io.fenji.scoring.testing.WebhookReceiver;
import io.fenji.scoring.testing.WebhookReceiver.Reply;
import io.fenji.scoring.webhook.sending.Attempt.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final String SECRET = Signatures.newSecret();
    private static final Message MESSAGE = new Message("0198-7", "{\"a\":\"黄金\"}", List.of(SECRET));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aSignedPostToTheAddressThatWasChecked() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            // No resolver but ours knows this name.
            Attempt attempt = sender(List.of("127.0.0.0/8"), List.of())
                    .send("http://hooks.invalid:%d/a?b=c".formatted(receiver.port()), MESSAGE);

            assertThat(attempt.succeeded()).isTrue();
            WebhookReceiver.Received received = receiver.requests().getFirst();
            assertThat(received.headers())
                    .containsEntry("host", "hooks.invalid:" + receiver.port())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("webhook-id", "0198-7");
            assertThat(received.body()).isEqualTo("{\"a\":\"黄金\"}");
            assertThat(ReferenceLibrary.verdict(SECRET, received)).isEqualTo(ReferenceLibrary.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAFailureAndIsNotFollowed(int status) {
        try (WebhookReceiver receiver = new WebhookReceiver();
                WebhookReceiver elsewhere = new WebhookReceiver()) {
            receiver.behave(request -> Reply.of(status, "Location", elsewhere.url()));

            Attempt attempt = sender(List.of("127.0.0.0/8"), List.of()).send(receiver.url(), MESSAGE);

            assertThat(attempt.status()).isEqualTo(status);
            assertThat(attempt.succeeded()).isFalse();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void nothingIsSentToAnAddressThatIsForbidden() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Attempt attempt = sender(List.of(), List.of()).send(receiver.url(), MESSAGE);

            assertThat(attempt.failure()).isEqualTo(Failure.FORBIDDEN_ADDRESS);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void saysWhyThereWasNoAnswer() throws IOException {
        Sender sender = sender(List.of("127.0.0.0/8"), List.of());
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.behave(request -> Reply.hangUp());
            assertThat(sender.send(receiver.url(), MESSAGE).failure()).isEqualTo(Failure.CONNECTION_CLOSED);
            receiver.behave(request -> Reply.late(Duration.ofMinutes(5)));
            assertThat(sender(List.of("127.0.0.0/8"), List.of(), Duration.ofSeconds(1))
                            .send(receiver.url(), MESSAGE)
                            .failure())
                    .isEqualTo(Failure.TIMEOUT);
        }
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(sender.send("http://127.0.0.1:" + closed, MESSAGE).failure()).isEqualTo(Failure.CONNECTION_FAILED);
    }

    @Test
    void aReceiverThatNeverStopsTalkingHasAnswered() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.response().setChunked(true).setStatusCode(200);
                    vertx.setPeriodic(1, tick -> {
                        if (!request.response().closed()) {
                            request.response().write("x".repeat(10_000));
                        } else {
                            vertx.cancelTimer(tick);
                        }
                    });
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        Attempt attempt =
                sender(List.of("127.0.0.0/8"), List.of()).send("http://127.0.0.1:" + server.actualPort(), MESSAGE);

        assertThat(attempt.succeeded()).isTrue();
        server.close();
    }

    @Test
    void theReceiverMayAskForTime() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.behave(request -> Reply.of(429, "Retry-After", "120"));
            Attempt attempt = sender(List.of("127.0.0.0/8"), List.of()).send(receiver.url(), MESSAGE);

            assertThat(attempt.throttled()).isTrue();
            assertThat(attempt.retryAfter()).isEqualTo(Duration.ofSeconds(120));
        }
        Instant now = Instant.parse("2026-06-30T01:02:03Z");
        assertThat(RetryAfter.parse("Tue, 30 Jun 2026 01:03:03 GMT", now)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Tue, 30 Jun 2026 01:00:00 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("999999999", now)).isEqualTo(Duration.ofDays(1));
        assertThat(RetryAfter.parse("soon", now)).isNull();
        assertThat(RetryAfter.parse("-5", now)).isNull();
        assertThat(RetryAfter.parse(null, now)).isNull();
    }

    @Test
    void tlsDemandsACertificateOfTheName(@TempDir Path directory) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "hooks",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks.invalid",
                "-ext",
                "san=dns:hooks.invalid",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                directory.resolve("hooks.p12").toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "hooks",
                "-keystore",
                directory.resolve("hooks.p12").toString(),
                "-storepass",
                "changeit",
                "-file",
                directory.resolve("hooks.pem").toString());
        List<String> names = new CopyOnWriteArrayList<>();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(directory.resolve("hooks.p12").toString())
                                .setPassword("changeit")))
                .requestHandler(request -> {
                    names.add(request.connection().indicatedServerName());
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Sender trusting = sender(
                List.of("127.0.0.0/8"), List.of(directory.resolve("hooks.pem").toString()));
        String port = ":" + server.actualPort();

        assertThat(trusting.send("https://hooks.invalid" + port, MESSAGE).succeeded())
                .isTrue();
        assertThat(trusting.send("https://others.invalid" + port, MESSAGE).failure())
                .isEqualTo(Failure.CONNECTION_FAILED);
        assertThat(sender(List.of("127.0.0.0/8"), List.of())
                        .send("https://hooks.invalid" + port, MESSAGE)
                        .failure())
                .isEqualTo(Failure.CONNECTION_FAILED);
        assertThat(names).containsExactly("hooks.invalid");
        server.close();
    }

    /// Every name has this machine's address.
    private static Sender sender(List<String> allowed, List<String> trusted) {
        return sender(allowed, trusted, PATIENCE);
    }

    private static Sender sender(List<String> allowed, List<String> trusted, Duration timeout) {
        return new Sender(
                new Targets(
                        new AddressPolicy(allowed),
                        Set.of(443),
                        host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}))),
                new PinnedHttp(vertx, timeout, trusted),
                Instant::now);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
