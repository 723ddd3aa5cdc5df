package io.fenji.engine.way;

/// How many boxes may still be looked at, by the levers in hand and in all.
final class Budget {

    private final int perGroup;
    private int left;
    private int all;

    Budget(Effort effort) {
        perGroup = effort.boxes();
        all = effort.allBoxes();
    }

    /// Other levers are next.
    void begin() {
        left = perGroup;
    }

    void spend() {
        left--;
        all--;
    }

    boolean isSpent() {
        return left <= 0 || all <= 0;
    }

    /// Whether nothing is left for further levers.
    boolean isOver() {
        return all <= 0;
    }
}
