package io.fenji.customer.landing;

/// Leaves the reading of a row; has no stack trace, because a file may refuse every row.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    private RefusedException(Refusal refusal, String reason) {
        super(reason, null, false, false);
        this.refusal = refusal;
    }

    /// A refusal with the text of its code.
    ///
    /// @param values of the text
    static RefusedException of(Refusal refusal, Object... values) {
        return new RefusedException(refusal, Reason.of(refusal.name(), values));
    }

    /// A refusal with a text of its own.
    static RefusedException with(Refusal refusal, String key, Object... values) {
        return new RefusedException(refusal, Reason.of(refusal.name() + "." + key, values));
    }

    /// The same with the column it is about.
    RefusedException inColumn(String column) {
        return new RefusedException(refusal, Reason.inColumn(column, reason()));
    }

    Refusal refusal() {
        return refusal;
    }

    /// As it is stored, see [Reason].
    String reason() {
        return String.valueOf(getMessage());
    }
}
