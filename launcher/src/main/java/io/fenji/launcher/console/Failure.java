package io.fenji.launcher.console;

import org.jspecify.annotations.Nullable;

/// Something the user can understand and act on. It is shown as one sentence, without a stack trace, and ends the
/// command with a non-zero status.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final boolean usage;
    private final transient Object[] arguments;

    /// A failure without a cause that matters.
    ///
    /// @param key of the sentence in the message bundle
    /// @param arguments its placeholders
    public Failure(String key, @Nullable Object... arguments) {
        this(null, key, arguments);
    }

    public Failure(@Nullable Throwable cause, String key, @Nullable Object... arguments) {
        this(false, cause, key, arguments);
    }

    private Failure(boolean usage, @Nullable Throwable cause, String key, @Nullable Object... arguments) {
        super(Messages.in(Language.ENGLISH).get(key, arguments), cause);
        this.key = key;
        this.usage = usage;
        this.arguments = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            this.arguments[i] = argument == null ? "" : argument;
        }
    }

    /// The command line asks for what cannot be, and nothing has been done.
    public static Failure usage(String key, @Nullable Object... arguments) {
        return new Failure(true, null, key, arguments);
    }

    public boolean isUsage() {
        return usage;
    }

    public String sentence(Messages messages) {
        return messages.get(key, arguments);
    }

    public String key() {
        return key;
    }
}
