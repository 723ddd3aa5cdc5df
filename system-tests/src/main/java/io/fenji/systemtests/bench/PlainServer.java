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

    private final BlockingQueue<PreparedStatement> statements = new ArrayBlockingQueue<>(CONNECTIONS);

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
            statements.add(connection.prepareStatement(SELECT));
        }
    }

    /// `/v1/customers/{id}/tiers/{scheme}`.
    private void tier(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        try {
            PreparedStatement statement = statements.take();
            try {
                String body = read(statement, path[3], path[5]);
                answer(exchange, body.isEmpty() ? 404 : 200, body);
            } finally {
                statements.add(statement);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
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
