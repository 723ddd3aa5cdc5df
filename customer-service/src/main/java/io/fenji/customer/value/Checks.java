package io.fenji.customer.value;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with the meaning of a request, each with its place, so that a caller hears all of it at once.
public final class Checks {
    /// Between these is what happens; what people remember, such as a registration, may be earlier.
    public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    public static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

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

    /// A query parameter that is a time.
    ///
    /// @throws ProblemException 400 when it is none
    public static @Nullable Instant time(String name, @Nullable String text) {
        try {
            Instant time = text == null ? null : OffsetDateTime.parse(text).toInstant();
            if (time != null && Math.abs(time.getEpochSecond()) > 32_503_680_000L) {
                throw new DateTimeException("out of range");
            }
            return time;
        } catch (DateTimeException noTime) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    name,
                    "INVALID_VALUE",
                    "%s must be an RFC 3339 time".formatted(name));
        }
    }

    /// A query parameter that is true or false.
    ///
    /// @throws ProblemException 400 when it is neither
    public static @Nullable Boolean truth(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, name, "INVALID_VALUE", "%s must be true or false".formatted(name));
        }
        return text.equals("true");
    }

    /// A date of an address.
    ///
    /// @throws ProblemException 400 when it is none
    public static LocalDate requiredDate(String name, String text) {
        return Objects.requireNonNull(date(name, text));
    }

    /// A query parameter that is a date.
    ///
    /// @throws ProblemException 400 when it is none
    public static @Nullable LocalDate date(String name, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException noDate) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    name,
                    "INVALID_VALUE",
                    "%s must be a date such as 2026-11-22".formatted(name));
        }
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

    /// Money is of a currency that ISO 4217 has.
    public void currency(String pointer, @Nullable Money money) {
        require(
                money == null || Currencies.isKnown(money.currency()),
                pointer + "/currency",
                "INVALID_VALUE",
                "must be an ISO 4217 code");
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

    /// Times in requests are of 1900 to 2199.
    public void moment(String pointer, @Nullable Instant time) {
        if (time != null) {
            // As instants: an instant can be too far away to be a date.
            require(
                    !time.isBefore(EARLIEST.atStartOfDay().toInstant(ZoneOffset.UTC))
                            && time.isBefore(LATEST.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
                    pointer,
                    "DATE_OUT_OF_RANGE",
                    "must be between %s and %s".formatted(EARLIEST, LATEST));
        }
    }

    /// Dates in requests are of 1900 to 2199.
    public void date(String pointer, LocalDate date) {
        require(
                !date.isBefore(EARLIEST) && !date.isAfter(LATEST),
                pointer,
                "DATE_OUT_OF_RANGE",
                "must be between %s and %s".formatted(EARLIEST, LATEST));
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

    public List<FieldError> errors() {
        return List.copyOf(errors);
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
