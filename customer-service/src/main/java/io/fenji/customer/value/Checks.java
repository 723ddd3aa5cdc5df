package io.fenji.customer.value;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with the meaning of a request, each with its place, so that a caller hears all of it at once.
public final class Checks {
    private static final int WHOLE_DIGITS = 12;
    private static final int FRACTION_DIGITS = 6;

    private final List<FieldError> errors = new ArrayList<>();

    /// A query parameter that names a constant.
    ///
    /// @throws ProblemException 400 when it names none
    public static <E extends Enum<E>> @Nullable E parameter(Class<E> type, String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw ProblemException.at(
                CommonProblem.INVALID_PARAMETER,
                name,
                "INVALID_VALUE",
                "%s must be one of %s".formatted(name, Arrays.toString(type.getEnumConstants())));
    }

    public void add(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
    }

    /// Notes a fault unless the condition holds.
    ///
    /// @param code of the fault when the condition does not hold
    public void require(boolean condition, String pointer, String code, String detail) {
        if (!condition) {
            add(pointer, code, detail);
        }
    }

    /// Amounts in requests have at most 12 digits before and 6 after the point.
    public void amount(String pointer, @Nullable Money money, boolean negativeAllowed) {
        if (money == null) {
            return;
        }
        BigDecimal amount = money.toDecimal();
        require(
                amount.precision() - amount.scale() <= WHOLE_DIGITS && amount.scale() <= FRACTION_DIGITS,
                pointer + "/amount",
                "NUMBER_OUT_OF_RANGE",
                "may have %d digits before and %d after the point".formatted(WHOLE_DIGITS, FRACTION_DIGITS));
        require(negativeAllowed || amount.signum() >= 0, pointer + "/amount", "NEGATIVE_PRICE", "must not be negative");
    }

    public void decimal(String pointer, @Nullable BigDecimal value, int wholeDigits, int fractionDigits) {
        if (value != null) {
            require(
                    value.precision() - value.scale() <= wholeDigits
                            && value.stripTrailingZeros().scale() <= fractionDigits,
                    pointer,
                    "NUMBER_OUT_OF_RANGE",
                    "may have %d digits before and %d after the point".formatted(wholeDigits, fractionDigits));
        }
    }

    /// Ends the checks.
    ///
    /// @throws ProblemException with all faults; its type is that of the first fault where the catalogue has one
    public void complete() {
        if (errors.isEmpty()) {
            return;
        }
        FieldError first = errors.getFirst();
        throw new ProblemException(type(first.code()), "At %s: %s".formatted(first.pointer(), first.detail()), errors);
    }

    private static CustomerProblem type(String code) {
        for (CustomerProblem problem : CustomerProblem.values()) {
            if (problem.name().equals(code)) {
                return problem;
            }
        }
        return CustomerProblem.INVALID_VALUE;
    }
}
