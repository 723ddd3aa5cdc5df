package io.fenji.kit.crypto;

/// A stored value does not open. The message names no value.
public final class EnvelopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnvelopeException(String message) {
        super(message);
    }
}
