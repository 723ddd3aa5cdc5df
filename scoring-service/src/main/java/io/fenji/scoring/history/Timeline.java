package io.fenji.scoring.history;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's tiers in a scheme over time, by all that is known: of the facts that hold at a moment, the one recorded
/// last counts.
///
/// @param facts in the order in which they were recorded
public record Timeline(List<Fact> facts) {

    /// A time in which one fact counts.
    ///
    /// @param fact null where nothing is recorded
    public record Segment(
            Instant from, Instant until, @Nullable Fact fact) {
        public @Nullable String tier() {
            return fact == null ? null : fact.tier();
        }
    }

    public static Timeline read(Connection connection, UUID customerId, String scheme) {
        return read(connection, customerId, scheme, Long.MAX_VALUE);
    }

    /// The same, by what had been recorded up to a number.
    public static Timeline read(Connection connection, UUID customerId, String scheme, long lastKnown) {
        return new Timeline(Sql.list(
                connection,
                "select " + Fact.COLUMNS
                        + " from tier_history where customer_id = ? and scheme = ? and sequence <= ? order by version",
                Fact::read,
                customerId,
                scheme,
                lastKnown));
    }

    /// What was in force; empty before the first fact.
    public Optional<Fact> at(Instant moment) {
        return facts.reversed().stream().filter(fact -> fact.holdsAt(moment)).findFirst();
    }

    /// The segments of a time, without gaps and in order.
    public List<Segment> between(Instant from, Instant until) {
        TreeSet<Instant> bounds = new TreeSet<>();
        for (Fact fact : facts) {
            bounds.add(fact.from());
            if (fact.until() != null) {
                bounds.add(fact.until());
            }
        }
        List<Segment> segments = new ArrayList<>();
        Instant begin = from;
        while (begin.isBefore(until)) {
            @Nullable Instant bound = bounds.higher(begin);
            Instant end = bound == null || bound.isAfter(until) ? until : bound;
            segments.add(new Segment(begin, end, at(begin).orElse(null)));
            begin = end;
        }
        return segments;
    }
}
