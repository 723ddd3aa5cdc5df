package io.fenji.systemtests.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An endpoint of webhooks that fails at random in every way, but no event more than a few times.
final class UnreliableReceiver implements AutoCloseable {
    private static final int MOST_FAULTS_OF_AN_EVENT = 5;
    private static final int MOST_GONE = 3;
    private static final Duration TOO_LATE = Duration.ofMillis(1_500);
    private static final Duration SLOW = Duration.ofMillis(300);

    private enum Fault {
        NONE,
        SLOW,
        TOO_LATE,
        HANG_UP,
        ERROR,
        REDIRECT,
        BUSY,
        GONE
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final Map<String, Integer> faults = new HashMap<>();
    private final List<String> taken = new ArrayList<>();
    private int gone;
    private int requests;

    UnreliableReceiver(long seed) {
        random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    synchronized int requests() {
        return requests;
    }

    /// Ids of the events that were answered with success.
    synchronized Set<String> taken() {
        return new HashSet<>(taken);
    }

    /// The same with repetitions, in the order of the answers.
    synchronized List<String> takenInOrder() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        exchange.getRequestBody().readAllBytes();
        switch (next(id)) {
            case NONE -> take(exchange, id);
            case SLOW -> {
                BrittleSuite.pause(SLOW);
                take(exchange, id);
            }
            case TOO_LATE -> {
                BrittleSuite.pause(TOO_LATE);
                exchange.close();
            }
            case HANG_UP -> exchange.close();
            case ERROR -> answer(exchange, 500);
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/");
                answer(exchange, 302);
            }
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, 503);
            }
            case GONE -> answer(exchange, 410);
        }
    }

    private synchronized Fault next(String id) {
        requests++;
        Fault fault = switch (random.nextInt(40)) {
            case 0 -> Fault.BUSY;
            case 1 -> gone < MOST_GONE ? Fault.GONE : Fault.ERROR;
            case 2, 3 -> Fault.TOO_LATE;
            case 4, 5, 6 -> Fault.SLOW;
            case 7, 8, 9 -> Fault.HANG_UP;
            case 10, 11 -> Fault.REDIRECT;
            case 12, 13, 14, 15, 16 -> Fault.ERROR;
            default -> Fault.NONE;
        };
        if (fault == Fault.NONE || faults.merge(id, 1, Integer::sum) > MOST_FAULTS_OF_AN_EVENT) {
            return Fault.NONE;
        }
        gone += fault == Fault.GONE ? 1 : 0;
        return fault;
    }

    private void take(HttpExchange exchange, String id) throws IOException {
        synchronized (this) {
            taken.add(id);
        }
        answer(exchange, 204);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
