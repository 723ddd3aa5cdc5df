package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a URL to the one address that is connected to: looked up once, every address of the host checked, so that a
/// name cannot answer differently in between. Without `https` only to networks that the operator allows.
final class Targets {
    private static final char DELETE = 0x7f;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int LAST_PORT = 65_535;

    private final AddressPolicy policy;
    private final Set<Integer> ports;
    private final HostResolver resolver;

    Targets(AddressPolicy policy, Set<Integer> ports, HostResolver resolver) {
        this.policy = policy;
        this.ports = Set.copyOf(ports);
        this.resolver = resolver;
    }

    /// Reads a URL that a request could go to.
    ///
    /// @throws ForbiddenTargetException when it is no absolute http(s) URL, or has user information or a fragment
    static URI parse(String text) throws ForbiddenTargetException {
        URI url = uri(text);
        @Nullable String scheme = url.getScheme();
        if (scheme == null || !Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new ForbiddenTargetException("It must begin with https://");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw new ForbiddenTargetException("It has no host");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new ForbiddenTargetException("It must have neither user information nor a fragment");
        }
        int port = url.getPort();
        if (port == 0 || port > LAST_PORT) {
            throw new ForbiddenTargetException("Its port must be 1 to 65535");
        }
        return scheme.equals(scheme.toLowerCase(Locale.ROOT))
                ? url
                : parse(scheme.toLowerCase(Locale.ROOT) + text.substring(scheme.length()));
    }

    private static URI uri(String text) throws ForbiddenTargetException {
        try {
            if (text.chars().allMatch(c -> c > ' ' && c < DELETE)) {
                return new URI(text);
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new ForbiddenTargetException(
                "It is not a URL; other characters than ASCII are written as punycode or %-escapes");
    }

    /// Looks the host up and checks everything.
    ///
    /// @throws ForbiddenTargetException that names no address: it would tell what the network looks like inside
    /// @throws UnknownHostException when the host has no address
    Target resolve(String text) throws ForbiddenTargetException, UnknownHostException {
        URI url = parse(text);
        List<InetAddress> addresses = resolver.resolve(url.getHost());
        if (addresses.isEmpty()) {
            throw new UnknownHostException(url.getHost());
        }
        if (!addresses.stream().allMatch(policy::permits)) {
            throw new ForbiddenTargetException("Its host has an address that is not public");
        }
        Target target = new Target(url, addresses.getFirst());
        if (!addresses.stream().allMatch(policy::isListed)) {
            requirePublicForm(text);
        }
        return target;
    }

    /// What a URL must be like when its host is not in a network that the operator allows.
    void requirePublicForm(String text) throws ForbiddenTargetException {
        URI url = parse(text);
        if (!url.getScheme().equals("https")) {
            throw new ForbiddenTargetException("It must begin with https://");
        }
        if (!ports.contains(port(url))) {
            throw new ForbiddenTargetException(
                    "Its port must be one of " + ports.stream().sorted().toList());
        }
    }

    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") ? HTTPS : HTTP;
    }
}
