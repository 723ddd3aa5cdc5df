package io.fenji.scoring.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsForbidden(String address) throws UnknownHostException {
        assertThat(new AddressPolicy(List.of()).permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "2606:4700::1111",
                "2001:4860:4860::8888"
            })
    void whatIsPublicIsPermitted(String address) throws UnknownHostException {
        assertThat(new AddressPolicy(List.of()).permits(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void theOperatorAllowsNetworks() throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(List.of("10.20.0.0/15", "fd00:1::/32", "192.168.7.9/32"));

        assertThat(policy.permits(InetAddress.getByName("10.21.255.255"))).isTrue();
        assertThat(policy.permits(InetAddress.getByName("10.22.0.0"))).isFalse();
        assertThat(policy.permits(InetAddress.getByName("fd00:1::9"))).isTrue();
        assertThat(policy.permits(InetAddress.getByName("fd00:2::9"))).isFalse();
        assertThat(policy.permits(InetAddress.getByName("192.168.7.9"))).isTrue();
        assertThat(policy.permits(InetAddress.getByName("192.168.7.8"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "localhost/8", "::/129", "10.0.0.0/8/8"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
    }
}
