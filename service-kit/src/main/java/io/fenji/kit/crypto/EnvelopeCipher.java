package io.fenji.kit.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Envelopes: version (1 byte), length and id of the key, nonce (12 bytes), AES-256-GCM of the content with its tag.
///
/// The binding says what the value belongs to (a customer, a kind of value); together with the head it is
/// the associated data, so that an envelope that was moved to another row does not open there.
public final class EnvelopeCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    /// AES is slow until the compiler takes it over, which it does by the number of calls: after some 40 MB in
    /// pieces, and after 300 MB in large ones.
    private static final int PIECE = 1 << 13;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final KeyRing ring;
    // Not in a static field: a native image must not be built with a seed.
    private final SecureRandom random = new SecureRandom();

    public EnvelopeCipher(KeyRing ring) {
        this.ring = ring;
    }

    /// What every envelope under the active key begins with.
    public byte[] activeHead() {
        byte[] id = active().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + id.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    /// Encrypts under the active key.
    ///
    /// @throws IllegalStateException when there is none
    public byte[] encrypt(byte[] binding, byte[] content) {
        byte[] head = activeHead();
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(active()), nonce, head, binding);
            ByteBuffer envelope = ByteBuffer.allocate(head.length + nonce.length + cipher.getOutputSize(content.length))
                    .put(head)
                    .put(nonce);
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.remaining() > PIECE) {
                cipher.update(rest.slice(rest.position(), PIECE), envelope);
                rest.position(rest.position() + PIECE);
            }
            cipher.doFinal(rest, envelope);
            return envelope.array();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The content.
    ///
    /// @throws EnvelopeException when the envelope is damaged, belongs elsewhere or its key is not configured
    public byte[] decrypt(byte[] binding, byte[] envelope) {
        if (envelope.length < 2 || envelope[0] != VERSION) {
            throw new EnvelopeException("The value is no envelope that this version knows");
        }
        int headLength = 2 + Byte.toUnsignedInt(envelope[1]);
        int sealedFrom = headLength + NONCE_LENGTH;
        if (envelope.length < sealedFrom) {
            throw new EnvelopeException("The envelope is cut off");
        }
        byte[] head = Arrays.copyOf(envelope, headLength);
        byte[] nonce = Arrays.copyOfRange(envelope, headLength, sealedFrom);
        String id = new String(head, 2, headLength - 2, StandardCharsets.US_ASCII);
        try {
            return cipher(Cipher.DECRYPT_MODE, key(id), nonce, head, binding)
                    .doFinal(envelope, sealedFrom, envelope.length - sealedFrom);
        } catch (AEADBadTagException tampered) {
            throw new EnvelopeException("The envelope was changed or belongs to another row");
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private String active() {
        return ring.active().orElseThrow(() -> new IllegalStateException("fenji.encryption.active-key is missing"));
    }

    private SecretKey key(String id) {
        SecretKey key = ring.find(id);
        if (key == null) {
            throw new EnvelopeException("The key '%s' is not configured (fenji.encryption.keys.%1$s)".formatted(id));
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] head, byte[] binding)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(binding);
        return cipher;
    }
}
