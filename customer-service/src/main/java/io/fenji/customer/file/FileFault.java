package io.fenji.customer.file;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.operation.CancelledException;
import io.fenji.kit.problem.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Why a file is not read to its end.
final class FileFault {
    private FileFault() {}

    static ProblemException empty() {
        return new ProblemException(CustomerProblem.EMPTY_FILE, "The file has no header row and no rows");
    }

    static ProblemException unsupported(String code, String detail) {
        return ProblemException.at(CustomerProblem.UNSUPPORTED_FILE, "file", code, detail);
    }

    static ProblemException archive(String code, String detail) {
        return ProblemException.at(CustomerProblem.ARCHIVE, "file", code, detail);
    }

    static ProblemException rowTooLarge(String detail) {
        return ProblemException.at(CustomerProblem.ROW_TOO_LARGE, "row", "ROW_TOO_LARGE", detail);
    }

    static ProblemException malformed(long line, String code, String detail) {
        return ProblemException.at(
                CustomerProblem.MALFORMED_FILE, "line " + line, code, "Line %d %s".formatted(line, detail));
    }

    static ProblemException damaged(IOException failure) {
        String reason = failure instanceof EOFException
                ? "The compressed file ends in the middle: it was cut off on its way"
                : "The compressed file is damaged: " + failure.getMessage();
        return new ProblemException(CustomerProblem.CORRUPT_FILE, reason, List.of(), failure);
    }

    /// Readers wrap what their source throws, sometimes twice.
    ///
    /// @return the problem or cancellation in it, or the problem of a damaged file; null when there is neither
    static @Nullable RuntimeException within(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof CancelledException cancelled) {
                return cancelled;
            }
            if (cause instanceof EOFException || cause instanceof ZipException) {
                return damaged((IOException) cause);
            }
        }
        return null;
    }
}
