package io.fenji.scoring.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// Tells the service under test where [CustomerServiceStub] will listen.
public final class CustomerServicePort implements QuarkusTestResourceLifecycleManager {
    static final String PROPERTY = "fenji.test.customer-service-port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());
            System.setProperty(PROPERTY, port);
            String url = "http://127.0.0.1:" + port;
            return Map.of(
                    "quarkus.rest-client.customer-service.url", url,
                    "quarkus.rest-client.customer-service-projection.url", url,
                    "quarkus.rest-client.customer-service-purchases.url", url,
                    "quarkus.rest-client.customer-service-feed.url", url);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {}
}
