package io.fenji.systemtests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;

/// The least that could do a tier read: the JDK's HTTP server, one prepared statement, text glued together. It checks
/// nothing and knows no problems; it is what a read costs without a framework. Its own process: `PlainServer URL PORT`.
public final class PlainServer {
    private static final int CONNECTIONS = 16;
    private static final String SELECT =
            "select tier, score, since, version from tiers where customer_id = ? and scheme = ?";
    private static final String SELECT_PAST = """
            select tier, score, valid_from, version from tier_history
            where customer_id = ? and scheme = ? and valid_from <= ?::timestamptz
              and (valid_until is null or valid_until > ?::timestamptz)
              and sequence <= (select last_sequence from tier_recordings where recorded_at <= ?::timestamptz
                               order by recorded_at desc limit 1)
            order by version desc limit 1""";

    /// What a connection has prepared.
    private record Prepared(PreparedStatement now, PreparedStatement past) {}

    private final BlockingQueue<Prepared> statements = new ArrayBlockingQueue<>(CONNECTIONS);

    private PlainServer() {}

    /// Serves until it is stopped.
    ///
    /// @param arguments JDBC URL with user and password; port
    public static void main(String[] arguments) throws IOException, SQLException {
        PlainServer plain = new PlainServer();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        server.createContext("/ready", exchange -> answer(exchange, 200, "{}"));
        if (!arguments[0].isEmpty()) {
            plain.connect(arguments[0]);
            server.createContext("/v1/customers/", plain::tier);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void connect(String url) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = DriverManager.getConnection(url);
            statements.add(new Prepared(connection.prepareStatement(SELECT), connection.prepareStatement(SELECT_PAST)));
        }
    }

    /// `/v1/customers/{id}/tiers/{scheme}`, also with `?asOf=…&knownAt=…` in this order.
    private void tier(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        try {
            Prepared prepared = statements.take();
            try {
                String query = exchange.getRequestURI().getQuery();
                String body = query == null
                        ? read(prepared.now(), path[3], path[5])
                        : readPast(prepared.past(), path[3], path[5], query.split("&", -1));
                answer(exchange, body.isEmpty() ? 404 : 200, body);
            } finally {
                statements.add(prepared);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String readPast(PreparedStatement statement, String customer, String scheme, String[] clocks)
            throws SQLException {
        String asOf = clocks[0].substring("asOf=".length());
        statement.setString(3, asOf);
        statement.setString(4, asOf);
        statement.setString(5, clocks[1].substring("knownAt=".length()));
        return read(statement, customer, scheme);
    }

    private static String read(PreparedStatement statement, String customer, String scheme) throws SQLException {
        statement.setObject(1, UUID.fromString(customer));
        statement.setString(2, scheme);
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? "{\"customerId\":\"" + customer + "\",\"scheme\":\"" + scheme + "\",\"tier\":\""
                            + row.getString(1)
                            + "\",\"score\":" + row.getBigDecimal(2) + ",\"since\":\"" + row.getString(3)
                            + "\",\"version\":" + row.getInt(4) + "}"
                    : "";
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
