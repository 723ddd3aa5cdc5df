package io.fenji.engine.document;

/// Something wrong, or doubtful, at one place of a scheme document.
///
/// @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
/// @param code stable upper-case code, for example `UNKNOWN_METRIC`; codes may be added
/// @param detail one sentence for the author
public record Finding(String pointer, String code, Severity severity, String detail) {

    /// Whether the finding keeps the scheme from being used.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// A finding that keeps the scheme from being used.
    public static Finding error(String pointer, String code, String detail) {
        return new Finding(pointer, code, Severity.ERROR, detail);
    }

    /// A finding that the author should know.
    public static Finding warning(String pointer, String code, String detail) {
        return new Finding(pointer, code, Severity.WARNING, detail);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
