package io.fenji.engine.way;

import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.scheme.Rule;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a customer comes to the next tier.
public sealed interface Way {

    /// There is no higher tier.
    record AtTop() implements Way {}

    /// Nothing need change: a move up waits already.
    record Coming(Attainment attainment) implements Way {}

    /// By any of these.
    ///
    /// @param proposals each reaches the tier, and with one step less of any of its changes does not;
    ///     nothing that changes less reaches it
    /// @param complete whether these are all that change no more levers than the effort allows
    record Open(List<Proposal> proposals, boolean complete) implements Way {
        public Open {
            proposals = List.copyOf(proposals);
        }
    }

    /// Not by what can be done.
    ///
    /// @param obstacles what stands in the way, without any one of which the tier could still not be
    ///     had; empty when not even without all of them
    /// @param complete whether everything was tried that changes no more levers than the effort allows
    record Blocked(List<Obstacle> obstacles, boolean complete) implements Way {
        public Blocked {
            obstacles = List.copyOf(obstacles);
        }
    }

    /// Changes that are made together.
    record Proposal(List<Change> changes, Attainment attainment) {
        public Proposal {
            changes = List.copyOf(changes);
        }
    }

    /// How far a lever is pulled.
    ///
    /// @param moves what it does to each of its metrics that the scheme reads; the first is the one
    ///     that decides: a step less of it alone does not reach the tier, unless all metrics together
    ///     do so
    record Change(Lever lever, List<Move> moves) {
        public Change {
            moves = List.copyOf(moves);
        }
    }

    /// A metric before and after.
    ///
    /// @param from null when absent
    record Move(String metric, @Nullable BigDecimal from, BigDecimal to) {}

    /// What stands in the way.
    sealed interface Obstacle {

        /// The tier that somebody gave.
        record Manual() implements Obstacle {}

        /// The customer is not in the population.
        record Population() implements Obstacle {}

        /// A rule.
        record OfRule(String key, Rule.Effect effect) implements Obstacle {}
    }
}
