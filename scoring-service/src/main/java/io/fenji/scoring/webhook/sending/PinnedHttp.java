package io.fenji.scoring.webhook.sending;

import io.fenji.scoring.webhook.sending.Attempt.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// POST over HTTP/1.1 to an address that was checked, never to one that the name has by now; TLS still demands a
/// certificate of the name. Redirects are answers like others. Bodies of answers are thrown away.
final class PinnedHttp implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Duration LONGEST_TAIL = Duration.ofSeconds(5);
    private static final int IDLE_CONNECTIONS_SECONDS = 10;
    /// Each webhook has few at once; those of one host must not wait for each other.
    private static final int CONNECTIONS_OF_A_HOST = 256;
    private static final int LONGEST_HEADERS = 16 * 1024;

    /// What is of interest in an answer.
    record Answer(int status, @Nullable String retryAfter) {}

    /// There was none.
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Failure failure;

        NoAnswerException(Failure failure, @Nullable Throwable cause) {
            super(failure.name(), cause);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;

    /// A client.
    ///
    /// @param trusted PEM files of authorities to trust instead of the JVM's
    PinnedHttp(Vertx vertx, Duration timeout, List<String> trusted) {
        this.vertx = vertx;
        this.timeout = timeout;
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setVerifyHost(true)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(IDLE_CONNECTIONS_SECONDS)
                .setMaxPoolSize(CONNECTIONS_OF_A_HOST)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setDecompressionSupported(false);
        if (!trusted.isEmpty()) {
            PemTrustOptions authorities = new PemTrustOptions();
            trusted.forEach(authorities::addCertPath);
            options.setTrustOptions(authorities);
        }
        this.client = vertx.createHttpClient(options);
    }

    /// Sends it and waits for the head of the answer.
    ///
    /// @throws NoAnswerException when none came in time
    Answer post(Target target, Message message, String signature, long timestamp) throws NoAnswerException {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Fenji-Webhooks/1")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader("webhook-signature", signature);
        AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
        Future<Answer> answer = client.request(options).compose(request -> {
            sent.set(request);
            return request.send(Buffer.buffer(message.body())).map(response -> {
                discardBody(response);
                return new Answer(response.statusCode(), response.getHeader("Retry-After"));
            });
        });
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            abandon(sent.get());
            throw new NoAnswerException(Failure.TIMEOUT, late);
        } catch (InterruptedException stopped) {
            abandon(sent.get());
            Thread.currentThread().interrupt();
            throw new NoAnswerException(Failure.CONNECTION_CLOSED, stopped);
        } catch (ExecutionException failure) {
            throw new NoAnswerException(reason(failure.getCause(), sent.get() != null), failure.getCause());
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// So that the connection can be used again, unless the receiver has much or endless to say.
    private void discardBody(HttpClientResponse response) {
        long timer = vertx.setTimer(
                LONGEST_TAIL.toMillis(), late -> response.request().connection().close());
        int[] length = {0};
        response.exceptionHandler(cut -> vertx.cancelTimer(timer));
        response.endHandler(end -> vertx.cancelTimer(timer));
        response.handler(part -> {
            length[0] += part.length();
            if (length[0] > LONGEST_BODY) {
                response.request().connection().close();
            }
        });
    }

    private static void abandon(@Nullable HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    private static Failure reason(@Nullable Throwable cause, boolean connected) {
        // Vert.x and Netty have classes of their own for each kind of time-out.
        if (cause != null && cause.getClass().getSimpleName().endsWith("TimeoutException")) {
            return Failure.TIMEOUT;
        }
        return connected ? Failure.CONNECTION_CLOSED : Failure.CONNECTION_FAILED;
    }
}
