package io.fenji.kit.ndjson;

/// A bulk answer was not complete.
public final class CutStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CutStreamException(String message) {
        super(message);
    }
}
