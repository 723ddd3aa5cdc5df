package io.fenji.engine.difference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Which parts of two lists are the same, by their keys; of several with one key the first is matched with the first,
/// and
/// so on.
final class Matching {

    interface Pair {
        void of(int from, int to);
    }

    private record Occurrence(Object key, int number) {}

    private final Map<Occurrence, Integer> before;
    private final Map<Occurrence, Integer> after;

    private Matching(Map<Occurrence, Integer> before, Map<Occurrence, Integer> after) {
        this.before = before;
        this.after = after;
    }

    static <T> Matching of(List<T> before, List<T> after, Function<T, ?> key) {
        return new Matching(index(before, key), index(after, key));
    }

    private static <T> Map<Occurrence, Integer> index(List<T> parts, Function<T, ?> key) {
        Map<Object, Integer> numbers = new HashMap<>();
        Map<Occurrence, Integer> index = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Object of = key.apply(parts.get(i));
            index.put(new Occurrence(of, numbers.merge(of, 1, Integer::sum)), i);
        }
        return index;
    }

    void both(Pair pair) {
        after.forEach((key, to) -> {
            Integer from = before.get(key);
            if (from != null) {
                pair.of(from, to);
            }
        });
    }

    void added(IntConsumer part) {
        after.forEach((key, to) -> {
            if (!before.containsKey(key)) {
                part.accept(to);
            }
        });
    }

    void removed(IntConsumer part) {
        before.forEach((key, from) -> {
            if (!after.containsKey(key)) {
                part.accept(from);
            }
        });
    }

    /// Whether what both have stands in another order.
    boolean isReordered() {
        return !before.keySet().stream()
                .filter(after::containsKey)
                .toList()
                .equals(after.keySet().stream().filter(before::containsKey).toList());
    }
}
