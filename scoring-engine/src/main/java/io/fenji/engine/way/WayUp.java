package io.fenji.engine.way;

import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Trial;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds how a customer comes to the next tier.
public final class WayUp {

    private WayUp() {}

    /// Finds the smallest changes that reach the next tier; who has none is to come to any.
    ///
    /// @param situation as at the evaluation that gave the tier
    /// @param levers what can be done
    /// @param most how many proposals are wanted, see [Ranking]
    public static Way find(
            Evaluator evaluator,
            MetricTable table,
            int row,
            Situation situation,
            List<Lever> levers,
            int most,
            Effort effort) {
        Trial trial = evaluator.trial(table, row, situation);
        int tier = trial.evaluate().tier();
        int goal = (tier < 0 ? evaluator.scheme().tiers().size() : tier) - 1;
        if (goal < 0) {
            return new Way.AtTop();
        }
        Optional<Attainment> coming = trial.attain(goal);
        if (coming.isPresent()) {
            return new Way.Coming(coming.get());
        }
        Paths paths = new Paths(trial, goal, levers, effort);
        List<Path> found = paths.find(false);
        if (found.isEmpty()) {
            Obstacles obstacles = new Obstacles(evaluator, table, row, situation, levers, effort);
            return new Way.Blocked(obstacles.before(goal), paths.isComplete());
        }
        return new Way.Open(
                Ranking.of(found, paths::whole).stream()
                        .limit(most)
                        .map(path -> proposal(path, trial, goal))
                        .toList(),
                paths.isComplete() && found.size() <= most);
    }

    private static Way.Proposal proposal(Path path, Trial trial, int goal) {
        path.put();
        Attainment attainment =
                trial.attain(goal).orElseThrow(() -> new IllegalStateException("a path that does not reach its goal"));
        List<Way.Change> changes = IntStream.range(0, path.size())
                .mapToObj(i -> change(path.levers().get(i), path.amounts().get(i), trial, goal))
                .toList();
        path.takeBack();
        return new Way.Proposal(changes, attainment);
    }

    private static Way.Change change(BoundLever lever, long amount, Trial trial, int goal) {
        List<Way.Move> moves = new ArrayList<>();
        boolean decided = false;
        for (int i = 0; i < lever.metrics(); i++) {
            long from = lever.value(i, 0);
            long to = lever.value(i, amount);
            if (from == to) {
                continue;
            }
            lever.putBut(amount, i, amount - 1);
            boolean decides = !decided && trial.attain(goal).isEmpty();
            decided |= decides;
            moves.add(
                    decides ? 0 : moves.size(),
                    new Way.Move(
                            lever.metric(i),
                            from == MetricColumn.ABSENT ? null : Fixed.toDecimal(from),
                            Fixed.toDecimal(to)));
        }
        lever.put(amount);
        return new Way.Change(lever.lever(), moves);
    }
}
