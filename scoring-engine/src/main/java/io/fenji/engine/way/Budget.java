package io.fenji.engine.way;

/// How many boxes may still be looked at, for the levers in hand and in all.
final class Budget {

    private int most;
    private int left;
    private int all;
    private boolean over;

    /// Begins something that may cost so many in all.
    ///
    /// @param atOnce of them at most so many for the same levers
    void grant(int boxes, int atOnce) {
        all = boxes;
        most = atOnce;
    }

    /// Other levers, or other amounts, are next.
    void begin() {
        left = most;
    }

    void spend() {
        left--;
        all--;
        over |= all <= 0;
    }

    boolean isSpent() {
        return left <= 0 || all <= 0;
    }

    /// Whether something was left undone because all was spent.
    boolean wasOver() {
        return over;
    }
}
