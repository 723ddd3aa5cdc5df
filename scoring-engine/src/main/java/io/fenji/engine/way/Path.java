package io.fenji.engine.way;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Levers and how far each is pulled, at least by one step.
record Path(List<BoundLever> levers, List<Long> amounts) {

    static Path of(List<BoundLever> levers, long[] amounts) {
        return new Path(levers, Arrays.stream(amounts).boxed().toList());
    }

    /// The amounts of other levers, among which these are.
    long[] of(List<BoundLever> others) {
        return others.stream()
                .mapToLong(lever -> levers.contains(lever) ? amounts.get(levers.indexOf(lever)) : 0)
                .toArray();
    }

    int size() {
        return levers.size();
    }

    void put() {
        IntStream.range(0, size()).forEach(i -> levers.get(i).put(amounts.get(i)));
    }

    void takeBack() {
        levers.forEach(lever -> lever.put(0));
    }
}
