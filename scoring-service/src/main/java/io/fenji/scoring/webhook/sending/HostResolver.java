package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// All addresses of a host.
@FunctionalInterface
interface HostResolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
