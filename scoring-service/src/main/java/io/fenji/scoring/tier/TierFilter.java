package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.engine.number.Fixed;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.clock.Clocks;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which customers of a scheme are asked for.
///
/// @param minScore in units of 0.0001, like the other
/// @param attributes for each the values of which a customer has one
record TierFilter(
        String scheme,
        List<String> tiers,
        List<String> outsides,
        @Nullable Long minScore,
        @Nullable Long maxScore,
        @Nullable Instant changedSince,
        SortedMap<String, List<String>> attributes) {
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_NAME = 100;

    /// Reads what the caller has sent.
    ///
    /// @throws ProblemException 400 for what cannot be
    static TierFilter of(String scheme, TierParameters sent, MultivaluedMap<String, String> query) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        query.forEach((name, values) -> {
            if (name.startsWith(TierParameters.ATTRIBUTE)) {
                attributes.put(attribute(name), checked(name, values));
            }
        });
        return new TierFilter(
                scheme,
                checked("tier", sent.tiers()),
                checked("outside", sent.outsides()),
                score("minScore", sent.minScore()),
                score("maxScore", sent.maxScore()),
                sent.changedSince() == null ? null : time(sent.changedSince()),
                Collections.unmodifiableSortedMap(attributes));
    }

    /// The statement that finds them; with `rest` after its conditions, which begins with a space.
    ///
    /// @param clocks null for the present
    /// @param more values of `rest`
    Query query(@Nullable Clocks clocks, String rest, Object... more) {
        List<Object> values = new ArrayList<>(List.of(scheme));
        String where = where(clocks == null ? "t" : "h", clocks == null ? "t.since" : "h.valid_from", values) + rest;
        values.addAll(List.of(more));
        if (clocks == null) {
            return new Query(TierRow.SELECT + where, values);
        }
        String join = attributes.isEmpty() ? "" : "join customer_metrics m on m.customer_id = t.customer_id\n ";
        return PastTier.query(clocks, join, where, values);
    }

    private String where(String record, String since, List<Object> values) {
        StringBuilder where = new StringBuilder("where t.scheme = ?");
        if (tiers.isEmpty() && outsides.isEmpty()) {
            where.append(" and %s.tier is not null".formatted(record));
        } else {
            List<String> either = new ArrayList<>();
            addAny(either, record + ".tier", tiers, values);
            addAny(either, record + ".outside", outsides, values);
            where.append(" and (").append(String.join(" or ", either)).append(')');
        }
        add(where, record + ".score >= ?", minScore, values);
        add(where, record + ".score <= ?", maxScore, values);
        add(where, since + " >= ?", changedSince, values);
        attributes.forEach((name, wanted) -> {
            where.append(" and (")
                    .append(String.join(" or ", Collections.nCopies(wanted.size(), "m.attributes @> ?::jsonb")))
                    .append(')');
            wanted.forEach(value -> values.add(
                    JsonNodeFactory.instance.objectNode().put(name, value).toString()));
        });
        return where.toString();
    }

    /// One is asked for by itself: then an index has its customers in order.
    private static void addAny(List<String> either, String column, List<String> wanted, List<Object> values) {
        if (wanted.size() == 1) {
            either.add(column + " = ?");
            values.add(wanted.getFirst());
        } else if (!wanted.isEmpty()) {
            either.add(column + " = any (?::text[])");
            values.add(wanted.toArray(String[]::new));
        }
    }

    private static void add(StringBuilder where, String condition, @Nullable Object value, List<Object> values) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.add(value);
        }
    }

    private static List<String> checked(String parameter, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw problem(parameter, "TOO_MANY", "%s takes at most %d values".formatted(parameter, MOST_VALUES));
        }
        if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw problem(parameter, "INVALID_VALUE", "There is a NUL character in it");
        }
        return values.stream().distinct().sorted().toList();
    }

    private static String attribute(String parameter) {
        String name = parameter.substring(TierParameters.ATTRIBUTE.length());
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw problem(
                    TierParameters.ATTRIBUTE,
                    "INVALID_VALUE",
                    "An attribute's name has 1 to %d characters".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static @Nullable Long score(String parameter, @Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw problem(parameter, "OUT_OF_RANGE", "%s must be 0 to 100".formatted(parameter));
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
        return problem("changedSince", "INVALID_VALUE", "changedSince must be a time such as 2026-06-30T01:02:03Z");
    }

    private static ProblemException problem(String parameter, String code, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, parameter, code, detail);
    }
}
