package io.fenji.engine.way;

import io.fenji.engine.number.Fixed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The order in which paths are shown: those of few levers first; then of each group of levers its best
/// before the second best of another; then those of less effort. The effort of a path is the sum of its
/// levers' shares in what each takes alone.
final class Ranking {

    private static final long WHOLE = 1_000_000;

    private record Ranked(Path path, int rank, long effort) {}

    private Ranking() {}

    /// @param whole how much of a lever is needed alone
    static List<Path> of(List<Path> paths, ToLongFunction<BoundLever> whole) {
        Map<List<BoundLever>, List<Ranked>> groups = new LinkedHashMap<>();
        for (Path path : paths) {
            groups.computeIfAbsent(path.levers(), none -> new ArrayList<>())
                    .add(new Ranked(path, 0, effort(path, whole)));
        }
        List<Ranked> all = new ArrayList<>();
        for (List<Ranked> group : groups.values()) {
            group.sort(Comparator.comparingLong(Ranked::effort));
            for (int i = 0; i < group.size(); i++) {
                all.add(new Ranked(group.get(i).path, i, group.get(i).effort));
            }
        }
        all.sort(Comparator.comparingInt((Ranked ranked) -> ranked.path.size())
                .thenComparingInt(Ranked::rank)
                .thenComparingLong(Ranked::effort));
        return all.stream().map(Ranked::path).toList();
    }

    private static long effort(Path path, ToLongFunction<BoundLever> whole) {
        long effort = 0;
        for (int i = 0; i < path.size(); i++) {
            effort += Fixed.multiplyDivide(
                    path.amounts().get(i),
                    WHOLE,
                    whole.applyAsLong(path.levers().get(i)));
        }
        return effort;
    }
}
