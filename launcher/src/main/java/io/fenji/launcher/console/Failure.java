package io.fenji.launcher.console;

import org.jspecify.annotations.Nullable;

/// Something the user can understand and act on. It is shown as one sentence, without a stack trace, and ends the
/// command with a non-zero status.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    /// A failure without a cause that matters.
    ///
    /// @param key of the sentence in the message bundle
    /// @param arguments its placeholders
    public Failure(String key, @Nullable Object... arguments) {
        this(null, key, arguments);
    }

    public Failure(@Nullable Throwable cause, String key, @Nullable Object... arguments) {
        super(Messages.in(Language.ENGLISH).get(key, arguments), cause);
        this.key = key;
        this.arguments = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            this.arguments[i] = argument == null ? "" : argument;
        }
    }

    public String sentence(Messages messages) {
        return messages.get(key, arguments);
    }

    public String key() {
        return key;
    }
}
