package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Turns what the machine reports into a sentence for the user.
final class Failures {
    private Failures() {}

    static Failure of(Exception failure, Path place) {
        return isDiskFull(failure)
                ? new Failure(failure, "disk.full", place)
                : new Failure(failure, "state.unusable", place, reason(failure));
    }

    static boolean isDiskFull(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isDiskFull(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    static boolean isDiskFull(@Nullable String text) {
        return text != null && (text.contains("No space left on device") || text.contains("Disk quota exceeded"));
    }

    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
