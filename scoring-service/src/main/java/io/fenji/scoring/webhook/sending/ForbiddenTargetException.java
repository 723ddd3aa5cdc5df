package io.fenji.scoring.webhook.sending;

/// The URL, or an address of its host, is not one that may be called.
public final class ForbiddenTargetException extends Exception {
    private static final long serialVersionUID = 1L;

    ForbiddenTargetException(String reason) {
        super(reason);
    }
}
