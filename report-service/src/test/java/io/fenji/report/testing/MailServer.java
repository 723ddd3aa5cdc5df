package io.fenji.report.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// A mail server that reports are sent through.
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    private static GreenMail server;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(port),
                "quarkus.mailer.from", "reports@fenji.example",
                "fenji.report-delivery.email", "true",
                "fenji.report-delivery.largest-attachments", "1000000",
                // Tests look and deliver themselves.
                "fenji.report-delivery.check", "1h",
                "fenji.report-schedules.check", "1h",
                "fenji.reports.public-url", "https://reports.example.com/");
    }

    @Override
    public void stop() {
        server.stop();
    }

    public static GreenMail server() {
        return server;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
