package io.fenji.engine.way;

import io.fenji.engine.evaluation.Demand;
import io.fenji.engine.evaluation.Trial;
import java.util.ArrayList;
import java.util.List;

/// Finds the amounts of some levers that reach the goal and of which nothing can be left out, by
/// halving boxes of amounts: a box that cannot reach it at best is left out, one whose least corner
/// reaches it has that corner as its only answer. What is found comes in an order in which nothing
/// later is less than anything earlier.
final class Minima {

    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final Trial trial;
    private final int goal;
    private final Budget budget;

    private List<BoundLever> levers = List.of();
    private long[] to = {};
    private int enough;
    private List<long[]> found = List.of();

    Minima(Trial trial, int goal, Budget budget) {
        this.trial = trial;
        this.goal = goal;
        this.budget = budget;
    }

    /// The minimal amounts, each between two bounds. What is known to reach the goal with less is taken
    /// into account and not given again. Afterwards the trial has its own values again.
    ///
    /// @param most stop after so many
    List<long[]> find(List<BoundLever> of, long[] from, long[] upTo, int most, List<long[]> known) {
        levers = of;
        to = upTo;
        enough = known.size() + most;
        found = new ArrayList<>(known);
        stretch(new long[of.size()], new long[of.size()], 0, from);
        of.forEach(lever -> lever.put(0));
        return List.copyOf(found.subList(known.size(), found.size()));
    }

    /// Goes through the boxes in which no condition turns.
    private void stretch(long[] low, long[] high, int lever, long[] from) {
        if (isDone()) {
            return;
        }
        if (lever == low.length) {
            look(low, high);
            return;
        }
        if (from[lever] == 0) {
            low[lever] = 0;
            high[lever] = 0;
            stretch(low, high, lever + 1, from);
        }
        long[] starts = levers.get(lever).stretches();
        for (int i = 0; i < starts.length; i++) {
            long end = i + 1 < starts.length ? starts[i + 1] - 1 : Long.MAX_VALUE;
            low[lever] = Math.max(starts[i], from[lever]);
            high[lever] = Math.min(end, to[lever]);
            if (low[lever] <= high[lever]) {
                stretch(low, high, lever + 1, from);
            }
        }
    }

    private void look(long[] low, long[] high) {
        if (!isBeyondFound(low)) {
            budget.spend();
            put(low, low);
            Demand demand = trial.demand(goal);
            if (!(demand instanceof Demand.Impossible)) {
                halve(demand, low.clone(), high.clone());
            }
        }
    }

    private void halve(Demand demand, long[] low, long[] high) {
        if (isDone() || isBeyondFound(low)) {
            return;
        }
        shrink(low, high);
        budget.spend();
        put(low, high);
        if (!trial.may(demand)) {
            return;
        }
        put(low, low);
        if (trial.may(demand)) {
            found.add(low);
            return;
        }
        int widest = widest(low, high);
        if (low[widest] == high[widest]) {
            return;
        }
        long middle = low[widest] + (high[widest] - low[widest]) / 2;
        long[] end = high.clone();
        end[widest] = middle;
        halve(demand, low.clone(), end);
        low[widest] = middle + 1;
        halve(demand, low, high);
    }

    private boolean isDone() {
        return found.size() >= enough || budget.isSpent();
    }

    private boolean isBeyondFound(long[] amounts) {
        for (int i = 0; i < found.size(); i++) {
            if (missed(found.get(i), amounts) == NONE) {
                return true;
            }
        }
        return false;
    }

    /// Leaves out what is beyond something found: where the least corner misses it by one lever alone, the box ends
    /// below that lever's amount.
    private void shrink(long[] low, long[] high) {
        for (int i = 0; i < found.size(); i++) {
            int missed = missed(found.get(i), low);
            if (missed >= 0) {
                high[missed] = Math.min(high[missed], found.get(i)[missed] - 1);
            }
        }
    }

    /// The one lever of which there is more in what was found, [#NONE] or [#SEVERAL].
    private static int missed(long[] found, long[] amounts) {
        int missed = NONE;
        for (int i = 0; i < amounts.length; i++) {
            if (found[i] > amounts[i]) {
                if (missed != NONE) {
                    return SEVERAL;
                }
                missed = i;
            }
        }
        return missed;
    }

    private static int widest(long[] low, long[] high) {
        int widest = 0;
        for (int i = 1; i < low.length; i++) {
            if (high[i] - low[i] > high[widest] - low[widest]) {
                widest = i;
            }
        }
        return widest;
    }

    private void put(long[] low, long[] high) {
        for (int i = 0; i < low.length; i++) {
            levers.get(i).put(low[i], high[i]);
        }
    }
}
