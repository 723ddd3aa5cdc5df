package io.fenji.customer.value;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// A row's own key in the system it comes from.
@RegisterForReflection
public record ExternalKey(
        @NotNull
        @Size(min = 1, max = 60)
        @Pattern(regexp = SOURCE, message = "must be letters, digits, '.', '_' and '-'")
        String source,

        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = NOT_BLANK, message = "must not be blank")
        String key)
        implements Comparable<ExternalKey> {
    public static final String SOURCE = "[A-Za-z0-9][A-Za-z0-9._-]*";
    public static final String NOT_BLANK = "(?s).*\\S.*";

    /// A key from the parts of an address.
    ///
    /// @throws ProblemException 400 when it could not be stored
    public static ExternalKey ofPath(String source, String key) {
        if (source.length() > 60 || !source.matches(SOURCE)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "source",
                    "INVALID_VALUE",
                    "must be 1 to 60 letters, digits, '.', '_' and '-'");
        }
        if (key.length() > 200 || key.isBlank()) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "key", "INVALID_VALUE", "must have 1 to 200 characters");
        }
        return new ExternalKey(source, key);
    }

    @Override
    public int compareTo(ExternalKey other) {
        int bySource = source.compareTo(other.source);
        return bySource == 0 ? key.compareTo(other.key) : bySource;
    }

    @Override
    public String toString() {
        return "'%s' of source '%s'".formatted(key, source);
    }
}
