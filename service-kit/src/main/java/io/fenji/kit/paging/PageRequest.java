package io.fenji.kit.paging;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// How much of a list is asked for.
public final class PageRequest {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    private PageRequest() {}

    /// The page size to use.
    ///
    /// @throws ProblemException 400 when the limit is out of 1 … 200
    public static int limit(@Nullable Integer limit) {
        return limit(limit, DEFAULT_LIMIT, MAX_LIMIT);
    }

    /// The same with other bounds, for bulk answers.
    public static int limit(@Nullable Integer limit, int standard, int most) {
        if (limit == null) {
            return standard;
        }
        if (limit < 1 || limit > most) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "limit",
                    "OUT_OF_RANGE",
                    "limit is %d, it must be 1 to %d".formatted(limit, most));
        }
        return limit;
    }
}
