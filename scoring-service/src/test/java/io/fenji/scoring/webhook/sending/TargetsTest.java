package io.fenji.scoring.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of("1.1.1.1", "2606:4700::1111"),
            "inside.example", List.of("10.0.0.7"),
            "both.example", List.of("1.1.1.1", "192.168.0.1"),
            "both-kinds.example", List.of("1.1.1.1", "::1"),
            "allowed.example", List.of("10.20.0.7"),
            "half-allowed.example", List.of("10.20.0.7", "1.1.1.1"),
            "nobody.example", List.of());

    private final Targets targets =
            new Targets(new AddressPolicy(List.of("10.20.0.0/16")), Set.of(443, 8443), TargetsTest::known);

    @Test
    void connectsToTheFirstAddressThatWasChecked() throws Exception {
        Target target = targets.resolve("https://public.example/a%20b?x=1&y=%2F");

        assertThat(target.address()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.pathAndQuery()).isEqualTo("/a%20b?x=1&y=%2F");
        assertThat(targets.resolve("HTTPS://public.example").pathAndQuery()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://inside.example/",
                "https://both.example/",
                "https://both-kinds.example/",
                "http://public.example/",
                "https://public.example:22/",
                "http://half-allowed.example:8080/",
                "https://half-allowed.example:8080/"
            })
    void oneAddressThatIsNotPublicIsEnough(String url) {
        assertThatExceptionOfType(ForbiddenTargetException.class).isThrownBy(() -> targets.resolve(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://allowed.example:8080/", "http://allowed.example/", "https://allowed.example:9/"})
    void anAllowedNetworkNeedsNeitherTlsNorAPortOfTheList(String url) throws Exception {
        assertThat(targets.resolve(url).address()).isEqualTo(InetAddress.getByName("10.20.0.7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "public.example",
                "/path",
                "ftp://public.example/",
                "file:///etc/passwd",
                "https:///path",
                "https://user@public.example/",
                "https://user:pass@public.example/",
                "https://public.example/#part",
                "https://public.example:0/",
                "https://public.example:65536/",
                "https://public.example/a b",
                "https://public.example/\r\nX: y",
                "https://例子.example/",
                "https://public.example/路"
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThatExceptionOfType(ForbiddenTargetException.class).isThrownBy(() -> Targets.parse(url));
    }

    @Test
    void aHostWithoutAddressIsUnknown() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> targets.resolve("https://nobody.example/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://127.0.0.1./",
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[fe80::1%25lo]/",
                "https://0/",
                "https://169.254.169.254/latest/meta-data/"
            })
    void noWayOfWritingAnInnerAddressGetsThrough(String url) {
        try (SystemResolver system = new SystemResolver(Duration.ofSeconds(5))) {
            Targets real = new Targets(new AddressPolicy(List.of()), Set.of(443), system);

            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> real.resolve(url))
                    .isInstanceOfAny(ForbiddenTargetException.class, UnknownHostException.class);
        }
    }

    @Test
    void whatIsCheckedIsWhatIsConnectedToHoweverOthersReadIt() throws Exception {
        try (SystemResolver system = new SystemResolver(Duration.ofSeconds(5))) {
            Targets real = new Targets(new AddressPolicy(List.of()), Set.of(443), system);

            // Octal to others, 127.0.0.1.
            assertThat(real.resolve("https://0177.0.0.1/").address().getHostAddress())
                    .isEqualTo("177.0.0.1");
        }
    }

    @Test
    void looksAHostUpOnce() throws Exception {
        int[] asked = {0};
        // The second answer would be an inner address.
        Targets flipping = new Targets(new AddressPolicy(List.of()), Set.of(443), host -> {
            asked[0]++;
            return known(asked[0] == 1 ? "public.example" : "inside.example");
        });

        Target target = flipping.resolve("https://rebinding.example/");

        assertThat(target.address()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        assertThat(asked[0]).isEqualTo(1);
    }

    private static List<InetAddress> known(String host) throws UnknownHostException {
        List<InetAddress> addresses = new java.util.ArrayList<>();
        for (String address : NAMES.getOrDefault(host, List.of())) {
            addresses.add(InetAddress.getByName(address));
        }
        return addresses;
    }
}
