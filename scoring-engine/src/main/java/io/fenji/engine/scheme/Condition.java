package io.fenji.engine.scheme;

import java.util.List;

/// A condition on metrics, attributes and tiers in other schemes, in three-valued logic: a comparison with
/// something absent is neither true nor false but unknown, `not` of unknown is unknown, `all` is false
/// as soon as one part is false, `any` true as soon as one is true. A population or rule holds only
/// where its condition is true.
public sealed interface Condition {

    /// Holds for all; what an absent `population` means.
    Condition EVERYONE = new All(List.of());

    /// `{"all":[…]}`.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /// `{"any":[…]}`.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /// `{"not":{…}}`.
    record Not(Condition condition) implements Condition {}

    /// `{"metric":"spend.365d","over":5000}`.
    record MetricIs(String metric, Comparison comparison) implements Condition {}

    /// `{"attribute":"kind","is":"PERSON"}`.
    record AttributeIs(String attribute, String value) implements Condition {}

    /// `{"attribute":"industry","in":["retail","wholesale"]}`.
    record AttributeIn(String attribute, List<String> values) implements Condition {
        public AttributeIn {
            values = List.copyOf(values);
        }
    }

    /// `{"tier":{"scheme":"b2b-abc","atLeast":"B"}}`: the customer's tier in another scheme as it is now,
    /// override included. It is absent for who has none there.
    record TierIs(String scheme, TierComparison comparison) implements Condition {}
}
