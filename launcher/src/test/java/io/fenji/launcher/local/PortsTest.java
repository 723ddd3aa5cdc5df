package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void saysWhichPortIsTakenAndHowToChooseAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(free(), free(), taken.getLocalPort(), free());
            assertThatThrownBy(() -> ports.requireFree())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("report-service")
                    .hasMessageContaining("--report-port");
        }
    }

    @Test
    void refusesAPortGivenTwice() {
        assertThatThrownBy(() -> new Ports(8081, 8082, 8083, 8082).requireFree())
                .hasMessage("Port 8082 is given to both scoring-service and PostgreSQL.");
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> new Ports(0, 8082, 8083, 5440).requireFree())
                .hasMessage("0 is no port for customer-service.");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
