package io.fenji.engine.scheme;

import java.util.List;

/// How the tier in another scheme is compared, by keys of tiers there.
public sealed interface TierComparison {

    /// The tiers that it names, in document order.
    List<String> tiers();

    /// `"atLeast": "B"`: this tier or a higher one.
    record AtLeast(String tier) implements TierComparison {
        @Override
        public List<String> tiers() {
            return List.of(tier);
        }
    }

    /// `"atMost": "B"`: this tier or a lower one.
    record AtMost(String tier) implements TierComparison {
        @Override
        public List<String> tiers() {
            return List.of(tier);
        }
    }

    /// `"is": "A"`.
    record Is(String tier) implements TierComparison {
        @Override
        public List<String> tiers() {
            return List.of(tier);
        }
    }

    /// `"in": ["A", "B"]`.
    record In(List<String> tiers) implements TierComparison {
        public In {
            tiers = List.copyOf(tiers);
        }
    }
}
