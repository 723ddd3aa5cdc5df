package io.fenji.customer.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How somebody can move a metric at will.
///
/// @param key the same for metrics that move together, whatever their windows: what is bought today
///     counts in all
/// @param moves how they follow
/// @param least it cannot be brought below this; null for no limit
/// @param most it cannot be brought above this; null for no limit
/// @param start the first value that an absent metric can be given; null when nothing that is done
///     makes it present
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Lever(
        String key,
        Moves moves,
        List<Direction> directions,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        @Nullable BigDecimal start) {

    enum Moves {
        /// All by the same amount.
        BY_AMOUNT,
        /// All to the same value, unless they are beyond it already.
        TO_LEVEL
    }

    enum Direction {
        UP,
        DOWN
    }

    static Lever up(String key, Moves moves) {
        return new Lever(key, moves, List.of(Direction.UP), null, null, null);
    }

    /// To none at most.
    static Lever down(String key, Moves moves) {
        return new Lever(key, moves, List.of(Direction.DOWN), BigDecimal.ZERO, null, null);
    }

    static Lever eitherWay(String key, Moves moves) {
        return new Lever(key, moves, List.of(Direction.UP, Direction.DOWN), BigDecimal.ZERO, null, null);
    }

    Lever atMost(int value) {
        return new Lever(key, moves, directions, least, BigDecimal.valueOf(value), start);
    }

    Lever from(BigDecimal value) {
        return new Lever(key, moves, directions, least, most, value);
    }
}
