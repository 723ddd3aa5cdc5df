package io.fenji.engine.logic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Values that a variable may have, and whether it may be absent.
sealed interface Domain {

    boolean isEmpty();

    /// The values of both. Both are of the same variable, so of the same kind.
    Domain and(Domain other);

    /// The values of either.
    Domain or(Domain other);

    /// Scaled numbers, both ends included.
    record Interval(long low, long high) {}

    /// Of a metric.
    ///
    /// @param intervals ascending and apart
    record Numbers(List<Interval> intervals, boolean absent) implements Domain {

        public Numbers {
            intervals = List.copyOf(intervals);
        }

        /// Present, and within or outside of two ends.
        static Numbers of(long low, long high, boolean within, boolean absent) {
            if (within) {
                return new Numbers(low > high ? List.of() : List.of(new Interval(low, high)), absent);
            }
            List<Interval> outside = new ArrayList<>();
            if (low > high) {
                outside.add(new Interval(Long.MIN_VALUE, Long.MAX_VALUE));
            } else {
                if (low > Long.MIN_VALUE) {
                    outside.add(new Interval(Long.MIN_VALUE, low - 1));
                }
                if (high < Long.MAX_VALUE) {
                    outside.add(new Interval(high + 1, Long.MAX_VALUE));
                }
            }
            return new Numbers(outside, absent);
        }

        @Override
        public boolean isEmpty() {
            return intervals.isEmpty() && !absent;
        }

        @Override
        public Domain and(Domain other) {
            Numbers with = (Numbers) other;
            List<Interval> both = new ArrayList<>();
            for (Interval one : intervals) {
                for (Interval two : with.intervals) {
                    long low = Math.max(one.low, two.low);
                    long high = Math.min(one.high, two.high);
                    if (low <= high) {
                        both.add(new Interval(low, high));
                    }
                }
            }
            return new Numbers(both, absent && with.absent);
        }

        @Override
        public Domain or(Domain other) {
            Numbers with = (Numbers) other;
            List<Interval> all = new ArrayList<>(intervals);
            all.addAll(with.intervals);
            all.sort((one, two) -> Long.compare(one.low, two.low));
            List<Interval> joined = new ArrayList<>();
            for (Interval next : all) {
                Interval last = joined.isEmpty() ? null : joined.getLast();
                if (last != null && (last.high == Long.MAX_VALUE || next.low <= last.high + 1)) {
                    joined.set(joined.size() - 1, new Interval(last.low, Math.max(last.high, next.high)));
                } else {
                    joined.add(next);
                }
            }
            return new Numbers(joined, absent || with.absent);
        }
    }

    /// Of an attribute or tier.
    ///
    /// @param values these alone, or all but these
    record Texts(Set<String> values, boolean these, boolean absent) implements Domain {

        public Texts {
            values = Set.copyOf(values);
        }

        @Override
        public boolean isEmpty() {
            return these && values.isEmpty() && !absent;
        }

        @Override
        public Domain and(Domain other) {
            Texts with = (Texts) other;
            boolean none = absent && with.absent;
            if (these) {
                return new Texts(filtered(values, with), true, none);
            }
            if (with.these) {
                return new Texts(filtered(with.values, this), true, none);
            }
            return new Texts(union(values, with.values), false, none);
        }

        @Override
        public Domain or(Domain other) {
            Texts with = (Texts) other;
            boolean none = absent || with.absent;
            if (these && with.these) {
                return new Texts(union(values, with.values), true, none);
            }
            if (these) {
                return new Texts(without(with.values, values), false, none);
            }
            if (with.these) {
                return new Texts(without(values, with.values), false, none);
            }
            Set<String> excluded = new HashSet<>(values);
            excluded.retainAll(with.values);
            return new Texts(excluded, false, none);
        }

        private boolean has(String value) {
            return values.contains(value) == these;
        }

        private static Set<String> filtered(Set<String> values, Texts by) {
            Set<String> kept = new HashSet<>(values);
            kept.removeIf(value -> !by.has(value));
            return kept;
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }

        private static Set<String> without(Set<String> values, Set<String> taken) {
            Set<String> left = new HashSet<>(values);
            left.removeAll(taken);
            return left;
        }
    }
}
