package io.fenji.scoring.warning;

import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.WarningKind;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which warnings are asked for, as SQL on a row `w` with its values.
final class WarningFilter {
    /// What may be asked of the state.
    private enum State {
        OPEN,
        RESOLVED,
        ALL
    }

    private final StringBuilder where = new StringBuilder("where true");
    private final List<Object> values = new ArrayList<>();

    WarningFilter state(@Nullable String text) {
        switch (text == null ? State.OPEN : one("state", text, State.class)) {
            case OPEN -> where.append(" and w.resolved_at is null");
            case RESOLVED -> where.append(" and w.resolved_at is not null");
            case ALL -> where.append(" and true");
        }
        return this;
    }

    WarningFilter kind(@Nullable String text) {
        return text == null
                ? this
                : and("w.kind = ?", one("kind", text, WarningKind.class).name());
    }

    WarningFilter severity(@Nullable String text) {
        return text == null
                ? this
                : and("w.severity = ?", one("severity", text, Severity.class).name());
    }

    WarningFilter customer(Object customerId) {
        return and("w.customer_id = ?", customerId);
    }

    WarningFilter tier(@Nullable String scheme, @Nullable String tier) {
        if (scheme == null) {
            if (tier != null) {
                throw invalid("tier", "tier is one of a scheme: give `scheme`, too");
            }
            return this;
        }
        and("(w.scheme is null or w.scheme = ?)", scheme);
        String tiered =
                "exists (select from tiers t where t.customer_id = w.customer_id and t.scheme = ? and t.tier %s)";
        if (tier == null) {
            return and(tiered.formatted("is not null"), scheme);
        }
        and(tiered.formatted("= ?"), scheme);
        values.add(tier);
        return this;
    }

    WarningFilter since(@Nullable String text) {
        return text == null ? this : and("w.changed_at >= ?", time(text));
    }

    /// @param attribute a constant of ours
    WarningFilter attribute(String attribute, @Nullable String value) {
        return value == null
                ? this
                : and(
                        "exists (select from customer_metrics m where m.customer_id = w.customer_id and m.attributes ->> '%s' = ?)"
                                .formatted(attribute),
                        value);
    }

    private WarningFilter and(String condition, Object value) {
        where.append(" and ").append(condition);
        values.add(value);
        return this;
    }

    String where() {
        return where.toString();
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    /// What a cursor belongs to.
    String scope() {
        return "warnings|" + where + "|" + values;
    }

    private static <E extends Enum<E>> E one(String parameter, String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        invalid(parameter, parameter + " must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException unreadable) {
            throw notATime();
        }
        throw notATime();
    }

    private static ProblemException notATime() {
        return invalid("since", "since must be a time such as 2026-06-30T01:02:03Z");
    }

    private static ProblemException invalid(String parameter, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, parameter, "INVALID_VALUE", detail);
    }
}
