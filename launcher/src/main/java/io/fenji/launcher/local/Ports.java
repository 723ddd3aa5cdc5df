package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the suite listens, on the loopback address only.
public record Ports(int customer, int scoring, int report, int postgres) {
    public static final int DEFAULT_POSTGRES = 5440;

    public static final Ports DEFAULT = new Ports(
            Service.CUSTOMER.defaultPort(),
            Service.SCORING.defaultPort(),
            Service.REPORT.defaultPort(),
            DEFAULT_POSTGRES);

    public int of(Service service) {
        return switch (service) {
            case CUSTOMER -> customer;
            case SCORING -> scoring;
            case REPORT -> report;
        };
    }

    public URI address(Service service) {
        return URI.create("http://127.0.0.1:" + of(service));
    }

    /// Checks what can be known of the numbers alone.
    ///
    /// @throws Failure if one is not a port, or is given twice
    public void requireSound() {
        owners();
    }

    /// Checks all ports before anything is started.
    ///
    /// @throws Failure if one is not a port, is given twice, or is taken
    void requireFree() {
        owners().forEach(Ports::requireFree);
    }

    private Map<Integer, String> owners() {
        Map<Integer, String> owners = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            requireDistinct(owners, of(service), service.module());
        }
        requireDistinct(owners, postgres, "PostgreSQL");
        return owners;
    }

    private static void requireDistinct(Map<Integer, String> owners, int port, String owner) {
        if (port < 1 || port > 65_535) {
            throw Failure.usage("port.invalid", Integer.toString(port), owner);
        }
        String other = owners.put(port, owner);
        if (other != null) {
            throw Failure.usage("port.twice", Integer.toString(port), other, owner);
        }
    }

    private static void requireFree(int port, String owner) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException taken) {
            throw new Failure(taken, "port.taken", Integer.toString(port), owner, option(owner));
        }
    }

    private static String option(String owner) {
        return owner.equals("PostgreSQL") ? "--postgres-port" : "--" + owner.replace("-service", "-port");
    }
}
