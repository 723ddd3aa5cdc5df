package io.fenji.scoring.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Somebody else's endpoint, well behaved or not.
public final class WebhookReceiver implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// A request; names of headers in lower case.
    public record Received(Map<String, String> headers, String body) {
        public String id() {
            return headers.get("webhook-id");
        }
    }

    /// What it does with a request.
    public record Reply(int status, Map<String, String> headers, Duration after, boolean cut) {
        public static final Reply OK = of(204);

        public static Reply of(int status) {
            return new Reply(status, Map.of(), Duration.ZERO, false);
        }

        public static Reply of(int status, String header, String value) {
            return new Reply(status, Map.of(header, value), Duration.ZERO, false);
        }

        public static Reply late(Duration after) {
            return new Reply(204, Map.of(), after, false);
        }

        public static Reply hangUp() {
            return new Reply(0, Map.of(), Duration.ZERO, true);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> requests = new ArrayList<>();
    private final List<Received> taken = new ArrayList<>();
    private volatile Function<Received, Reply> behaviour = request -> Reply.OK;

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void behave(Function<Received, Reply> next) {
        behaviour = next;
    }

    /// All requests, those too that got no good answer.
    public List<Received> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /// Those that were answered with success, in the order of the answers.
    public List<Received> taken() {
        synchronized (requests) {
            return List.copyOf(taken);
        }
    }

    /// Waits until something is so.
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within %s it did not come to this: %s".formatted(LONGEST_WAIT, what));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        Received request =
                new Received(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply;
        synchronized (requests) {
            requests.add(request);
            reply = behaviour.apply(request);
        }
        if (reply.after().isPositive()) {
            LockSupport.parkNanos(reply.after().toNanos());
        }
        if (reply.cut()) {
            exchange.close();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.status() / 100 == 2) {
            synchronized (requests) {
                taken.add(request);
            }
        }
        exchange.sendResponseHeaders(reply.status(), -1);
        exchange.close();
    }
}
