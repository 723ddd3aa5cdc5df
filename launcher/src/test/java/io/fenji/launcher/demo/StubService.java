package io.fenji.launcher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A service that gives prepared answers; the last answer of a request is repeated.
final class StubService implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    record Request(String line, String idempotencyKey, String body) {}

    private record Reply(int status, String type, String body, String location) {}

    StubService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    StubService on(String request, String json) {
        return on(request, 200, json, "");
    }

    StubService on(String request, int status, String json, String location) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        replies.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Reply(status, type, json, location));
        return this;
    }

    Api api() {
        return new Api("stub-service", address(), HttpClient.newHttpClient(), () -> {});
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        requests.add(new Request(line, key == null ? "" : key, body));
        Deque<Reply> prepared = replies.getOrDefault(line, new ArrayDeque<>());
        Reply reply = prepared.size() > 1 ? prepared.poll() : prepared.peek();
        if (reply == null) {
            reply = new Reply(404, "application/problem+json", "{\"title\":\"nothing at " + line + "\"}", "");
        }
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", reply.type);
        if (!reply.location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", reply.location);
        }
        exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
