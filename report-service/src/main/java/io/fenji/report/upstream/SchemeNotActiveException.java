package io.fenji.report.upstream;

/// The scheme is a draft: no version of it has ever been active, so there is nothing in force to tell about.
public final class SchemeNotActiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemeNotActiveException(String scheme) {
        super("Scheme %s has no active version".formatted(scheme));
    }
}
