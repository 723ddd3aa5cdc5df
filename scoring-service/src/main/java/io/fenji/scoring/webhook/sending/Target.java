package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.URI;

/// Where a request goes: the checked address is what is connected to, the URL's host is what TLS and `Host` name.
record Target(URI url, InetAddress address) {
    boolean isTls() {
        return url.getScheme().equals("https");
    }

    int port() {
        return Targets.port(url);
    }

    /// Path and query as they were written.
    String pathAndQuery() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
