package io.fenji.scoring.webhook.sending;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses may be called: those of the public internet, and the networks that the operator allows.
///
/// Of IPv6 only global unicast (2000::/3) is public, less what carries IPv4 addresses or documents; IPv4-mapped
/// addresses are IPv4 addresses to Java.
final class AddressPolicy {
    /// IANA's special-purpose registry: this host, private, CGNAT, loopback, link-local (cloud metadata too),
    /// protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved and broadcast.
    /// Not static: a native image holds no addresses made while it was built.
    private final List<Cidr> notPublic = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private final Cidr globalUnicast = Cidr.parse("2000::/3");

    private final List<Cidr> allowed;

    AddressPolicy(Collection<String> allowedNetworks) {
        this.allowed = allowedNetworks.stream().map(Cidr::parse).toList();
    }

    /// Whether the operator has named a network that this address is in.
    boolean isListed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    boolean permits(InetAddress address) {
        return isListed(address) || isPublic(address);
    }

    private boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || globalUnicast.contains(address))
                && notPublic.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
