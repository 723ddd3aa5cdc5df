package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A network, such as `10.0.0.0/8` or `fc00::/7`.
record Cidr(InetAddress network, int prefix) {
    private static final String LITERAL = "[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

    /// Reads a network.
    ///
    /// @throws IllegalArgumentException when the text is none; names are not looked up
    static Cidr parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2 || !parts[0].matches(LITERAL) || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'%s' is not a network such as 10.0.0.0/8".formatted(text));
        }
        try {
            InetAddress network = InetAddress.getByName(parts[0]);
            int prefix = Integer.parseInt(parts[1]);
            if (prefix > network.getAddress().length * Byte.SIZE) {
                throw new IllegalArgumentException("'%s' has a longer prefix than its addresses".formatted(text));
            }
            return new Cidr(network, prefix);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("'%s' is not a network".formatted(text), notAnAddress);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
}
