package io.fenji.engine.logic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Customers as a union of boxes. Immutable.
public final class Cases {

    /// More boxes are too many: nothing is said then.
    private static final int MOST = 1_000;

    /// Everyone.
    public static final Cases EVERYONE = new Cases(List.of(Box.EVERYONE));

    static final Cases NOBODY = new Cases(List.of());

    private final List<Box> boxes;

    private Cases(List<Box> boxes) {
        this.boxes = List.copyOf(boxes);
    }

    static Cases of(Variable variable, Domain domain) {
        return domain.isEmpty() ? NOBODY : new Cases(List.of(new Box(Map.of(variable, domain))));
    }

    /// Whether there can be no such customer.
    public boolean isEmpty() {
        return boxes.isEmpty();
    }

    /// How much work it is to find those who are in both.
    long work(Cases other) {
        return size() * (1L + other.boxes.size()) + other.size() * (1L + boxes.size());
    }

    long size() {
        return boxes.stream().mapToLong(box -> box.domains().size()).sum();
    }

    /// Those who are in both; nothing when there are too many cases to tell.
    public Optional<Cases> and(Cases other) {
        if ((long) boxes.size() * other.boxes.size() > MOST * 10L) {
            return Optional.empty();
        }
        Set<Box> both = new HashSet<>();
        for (Box one : boxes) {
            for (Box two : other.boxes) {
                Box joined = one.and(two);
                if (joined != null) {
                    both.add(joined);
                }
            }
        }
        return limited(new ArrayList<>(both));
    }

    /// Those who are in either; nothing when there are too many cases to tell.
    Optional<Cases> or(Cases other) {
        // Boxes about one and the same variable are one box.
        Map<Variable, Domain> single = new LinkedHashMap<>();
        List<Box> all = new ArrayList<>();
        for (List<Box> part : List.of(boxes, other.boxes)) {
            for (Box box : part) {
                Variable only = box.only();
                if (only == null) {
                    all.add(box);
                } else {
                    box.domains().forEach((variable, domain) -> single.merge(variable, domain, Domain::or));
                }
            }
        }
        single.forEach((variable, domain) -> all.add(new Box(Map.of(variable, domain))));
        return limited(all);
    }

    private static Optional<Cases> limited(List<Box> boxes) {
        return boxes.size() > MOST ? Optional.empty() : Optional.of(new Cases(boxes));
    }

    /// What all boxes restrict together.
    public Set<Variable> variables() {
        Set<Variable> variables = new HashSet<>();
        boxes.forEach(box -> variables.addAll(box.domains().keySet()));
        return variables;
    }

    /// The stretches of a metric's values, scaled and both ends included, when it is all that is restricted; null
    /// otherwise.
    public @Nullable List<long[]> stretches(Variable metric) {
        List<long[]> stretches = new ArrayList<>();
        for (Box box : boxes) {
            if (!metric.equals(box.only()) || !(box.domains().get(metric) instanceof Domain.Numbers numbers)) {
                return null;
            }
            numbers.intervals().forEach(interval -> stretches.add(new long[] {interval.low(), interval.high()}));
        }
        return stretches;
    }
}
