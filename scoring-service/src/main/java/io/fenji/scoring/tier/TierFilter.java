package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which customers of a scheme are asked for, as SQL with its values.
record TierFilter(String where, List<Object> values, String scope) {

    static TierFilter of(
            String scheme,
            @Nullable String tier,
            @Nullable BigDecimal minScore,
            @Nullable BigDecimal maxScore,
            @Nullable String changedSince) {
        StringBuilder where = new StringBuilder("where t.scheme = ?");
        List<Object> values = new ArrayList<>(List.of(scheme));
        if (tier == null) {
            where.append(" and t.tier is not null");
        } else {
            where.append(" and t.tier = ?");
            values.add(tier);
        }
        if (minScore != null) {
            where.append(" and t.score >= ?");
            values.add(score("minScore", minScore));
        }
        if (maxScore != null) {
            where.append(" and t.score <= ?");
            values.add(score("maxScore", maxScore));
        }
        if (changedSince != null) {
            where.append(" and t.since >= ?");
            values.add(time(changedSince));
        }
        return new TierFilter(where.toString(), List.copyOf(values), "tiers|" + where + "|" + values);
    }

    private static long score(String parameter, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    parameter,
                    "OUT_OF_RANGE",
                    "%s must be 0 to 100".formatted(parameter));
        }
        return Fixed.of(value);
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
            throw notATime();
        } catch (DateTimeException unreadable) {
            throw notATime();
        }
    }

    private static ProblemException notATime() {
        return ProblemException.at(
                CommonProblem.INVALID_PARAMETER,
                "changedSince",
                "INVALID_VALUE",
                "changedSince must be a time such as 2026-06-30T01:02:03Z");
    }
}
