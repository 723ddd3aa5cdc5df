package io.fenji.engine.way;

import io.fenji.engine.evaluation.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The search for minimal paths: each lever alone, then the most promising ones together.
final class Paths {

    private final Trial trial;
    private final int goal;
    private final Effort effort;
    private final Budget budget;
    private final Minima minima;
    private final List<BoundLever> levers;
    private final Map<BoundLever, Long> alone = new HashMap<>();
    private final List<Path> found = new ArrayList<>();
    private final List<List<BoundLever>> sampled = new ArrayList<>();
    private boolean complete;

    Paths(Trial trial, int goal, List<Lever> levers, Effort effort) {
        this.trial = trial;
        this.goal = goal;
        this.effort = effort;
        budget = new Budget();
        minima = new Minima(trial, goal, budget);
        this.levers = levers.stream()
                .map(lever -> new BoundLever(lever, trial))
                .filter(BoundLever::isUseful)
                .toList();
    }

    /// Searches them, by the number of levers.
    ///
    /// @param one whether one path will do
    List<Path> find(boolean one) {
        budget.grant(effort.allBoxes(), effort.boxes());
        levers.forEach(lever -> search(List.of(lever)));
        List<BoundLever> promising = promising(effort.levers());
        budget.grant(effort.allBoxes(), share(promising.size()));
        for (int together = 2; together <= effort.together() && !(one && !found.isEmpty()); together++) {
            combine(promising, 0, together, List.of());
        }
        if (found.isEmpty()) {
            budget.grant(effort.boxes(), effort.boxes());
            pullAll(promising(effort.atOnce()));
        }
        complete = sampled.isEmpty() && !budget.wasOver() && promising.size() == levers.size();
        return List.copyOf(found);
    }

    /// What a group of so many levers' combinations may cost: half of its share, because those that are not searched to
    /// their end cost a second time.
    private int share(int promising) {
        int groups = 0;
        int combinations = promising;
        for (int together = 2; together <= effort.together(); together++) {
            combinations = combinations * (promising - together + 1) / together;
            groups += combinations;
        }
        return Math.clamp(effort.allBoxes() / (2L * Math.max(1, groups)), 1, effort.boxes());
    }

    /// Whether all paths were found that pull no more levers than the effort allows.
    boolean isComplete() {
        return complete;
    }

    /// How much of a lever is needed alone, or how much there is where that would not do.
    long whole(BoundLever lever) {
        return alone.getOrDefault(lever, lever.most());
    }

    /// Those that turn conditions, move among clusters or bring a metric, then those that may gain
    /// most.
    private List<BoundLever> promising(int most) {
        Map<BoundLever, Long> gains = new HashMap<>();
        for (BoundLever lever : levers) {
            lever.put(1);
            trial.demand(goal);
            lever.put(1, lever.most());
            gains.put(lever, lever.decides() ? Long.MAX_VALUE : trial.mostScore());
            lever.put(0);
        }
        return levers.stream()
                .sorted(Comparator.comparing(gains::get, Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }

    /// Where few levers do not do, one after the other is pulled as far as it goes until they do; then
    /// those that need not are let go, and of the others none is pulled further than it must be.
    private void pullAll(List<BoundLever> all) {
        List<BoundLever> group = new ArrayList<>();
        for (BoundLever lever : all) {
            boolean other = group.stream()
                    .noneMatch(
                            pulled -> pulled.lever().key().equals(lever.lever().key()));
            if (other && trial.attain(goal).isEmpty()) {
                lever.put(lever.most());
                group.add(lever);
            }
        }
        boolean reached = trial.attain(goal).isPresent();
        if (reached) {
            group.removeIf(this::canGo);
        }
        group.forEach(lever -> lever.put(0));
        if (reached) {
            List<BoundLever> needed = List.copyOf(group);
            List<long[]> least = new ArrayList<>();
            settle(needed, needed.stream().mapToLong(BoundLever::most).toArray(), least);
            least.forEach(amounts -> found.add(Path.of(needed, amounts)));
        }
    }

    /// Lets a lever go unless that loses the goal.
    private boolean canGo(BoundLever lever) {
        lever.put(0);
        boolean can = trial.attain(goal).isPresent();
        lever.put(can ? 0 : lever.most());
        return can;
    }

    private void combine(List<BoundLever> from, int start, int together, List<BoundLever> group) {
        if (group.size() == together) {
            search(group);
            return;
        }
        for (int i = start; i < from.size(); i++) {
            BoundLever next = from.get(i);
            if (group.stream()
                    .noneMatch(lever -> lever.lever().key().equals(next.lever().key()))) {
                List<BoundLever> more = new ArrayList<>(group);
                more.add(next);
                combine(from, i + 1, together, List.copyOf(more));
            }
        }
    }

    private void search(List<BoundLever> group) {
        long[] to = group.stream().mapToLong(this::room).toArray();
        if (Arrays.stream(to).anyMatch(most -> most < 1)) {
            return;
        }
        // Less of a part of the levers may do, and not have been found: there are too many ways of these already.
        boolean all = sampled.stream().noneMatch(group::containsAll);
        List<long[]> minimal = List.of();
        if (all) {
            minimal = minima(group, ones(group.size()), to, effort.perGroup() + 1, known(group));
            all = !budget.isSpent() && minimal.size() <= effort.perGroup();
        }
        if (!all) {
            sampled.add(group);
            minimal = few(group, to);
        }
        minimal.forEach(amounts -> found.add(Path.of(group, amounts)));
        if (group.size() == 1 && !minimal.isEmpty()) {
            alone.put(group.getFirst(), minimal.getFirst()[0]);
        }
    }

    private List<long[]> minima(List<BoundLever> group, long[] from, long[] to, int most, List<long[]> known) {
        budget.begin();
        return minima.find(group, from, to, most, known);
    }

    /// With others, less of a lever than does alone.
    private long room(BoundLever lever) {
        return alone.containsKey(lever) ? alone.get(lever) - 1 : lever.most();
    }

    /// What has been found of some of the levers.
    private List<long[]> known(List<BoundLever> group) {
        return found.stream()
                .filter(path -> group.containsAll(path.levers()))
                .map(path -> path.of(group))
                .toList();
    }

    /// A few of many: the levers share the way, evenly or one of them more than the others; else the
    /// first ones.
    private List<long[]> few(List<BoundLever> group, long[] to) {
        int size = group.size();
        List<long[]> few = new ArrayList<>();
        for (int more = -1; more < size && size > 1; more++) {
            long[] amounts = new long[size];
            for (int i = 0; i < size; i++) {
                long parts = more < 0 ? 2 : i == more ? size + 1 : 1;
                amounts[i] = Math.max(1, to[i] / (2L * size) * parts);
            }
            least(group, amounts, size - 1, to[size - 1]).ifPresent(reaching -> settle(group, reaching, few));
        }
        if (few.isEmpty()) {
            minima(group, ones(size), to, 1, known(group)).forEach(reaching -> settle(group, reaching, few));
        }
        return few;
    }

    /// Of each lever no more than it takes with the others.
    private void settle(List<BoundLever> group, long[] reaching, List<long[]> into) {
        long[] settled = reaching;
        for (int i = 0; i < settled.length; i++) {
            long[] now = settled;
            settled = least(group, now, i, now[i]).orElse(now);
        }
        // Less of several levers at once may do all the same.
        minima(group, new long[settled.length], settled, 1, List.of()).stream()
                .filter(minimal -> Arrays.stream(minimal).allMatch(amount -> amount > 0))
                .filter(minimal -> into.stream().noneMatch(other -> Arrays.equals(other, minimal)))
                .forEach(into::add);
    }

    /// With the least of one lever that reaches the goal while the others stay.
    private Optional<long[]> least(List<BoundLever> group, long[] amounts, int lever, long most) {
        long[] from = amounts.clone();
        long[] to = amounts.clone();
        from[lever] = 1;
        to[lever] = most;
        return minima(group, from, to, 1, List.of()).stream().findFirst();
    }

    private static long[] ones(int size) {
        return IntStream.range(0, size).mapToLong(i -> 1).toArray();
    }
}
