package io.fenji.customer.contact;

import io.fenji.customer.crypto.Encryption;
import io.fenji.kit.crypto.EnvelopeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Contact values as they are stored: bound to their customer and type.
@ApplicationScoped
public class ContactCipher {
    private static final Logger LOG = Logger.getLogger(ContactCipher.class);

    private final Encryption encryption;

    ContactCipher(Encryption encryption) {
        this.encryption = encryption;
    }

    public byte[] seal(UUID customerId, ContactType type, String value) {
        return encryption.encrypt(binding(customerId, type), value);
    }

    public String open(UUID customerId, ContactType type, byte[] envelope) {
        return encryption.decrypt(binding(customerId, type), envelope);
    }

    /// The same value under the active key.
    public byte[] reseal(UUID customerId, ContactType type, byte[] envelope) {
        return seal(customerId, type, open(customerId, type, envelope));
    }

    /// The value, for those who can do without: null when it does not open, which the log has then.
    public @Nullable String openIfPossible(UUID customerId, ContactType type, byte[] envelope) {
        try {
            return open(customerId, type, envelope);
        } catch (EnvelopeException closed) {
            LOG.warnf("A contact value that came with customer %s does not open: %s", customerId, closed.getMessage());
            return null;
        }
    }

    /// What finds the value. Addresses of e-mail are one whatever the case, although the value keeps it.
    public byte[] index(ContactType type, String value) {
        String folded = type == ContactType.PHONE ? value : value.toLowerCase(Locale.ROOT);
        return encryption.blindIndex(type.name(), folded);
    }

    private static byte[] binding(UUID customerId, ContactType type) {
        byte[] name = type.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .put(name)
                .array();
    }
}
