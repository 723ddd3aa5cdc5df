package io.fenji.kit.operation;

/// The operation was cancelled, or another instance took it over; the handler's transaction rolls back.
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        super(message);
    }
}
