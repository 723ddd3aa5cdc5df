package io.fenji.customer.landing;

/// Leaves the reading of a row; has no stack trace, because a file may refuse every row.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal, String reason) {
        super(reason, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
