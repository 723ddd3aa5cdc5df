package io.fenji.systemtests.faults;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Schemes whose tiers say what a customer has, or which version gave them.
final class TierSchemes {
    /// Key of [#byOrders].
    static final String ORDERS = "orders";

    /// Key of [#flip].
    static final String FLIP = "flip";

    private TierSchemes() {}

    /// A tier for each number of orders up to `most`: `n0`, `n1` …
    static String byOrders(int most) {
        String tiers = IntStream.iterate(most, n -> n >= 0, n -> n - 1)
                .mapToObj("{\"key\":\"n%d\",\"name\":{\"en\":\"%<d orders\"}}"::formatted)
                .collect(Collectors.joining(","));
        String rules = IntStream.iterate(most, n -> n > 0, n -> n - 1)
                .mapToObj(
                        "{\"key\":\"r%d\",\"when\":{\"metric\":\"orders.lifetime\",\"atLeast\":%<d},\"assign\":\"n%<d\"}"
                                ::formatted)
                .collect(Collectors.joining(","));
        return """
                {"key":"%s","name":{"en":"By orders"},"cut":{"type":"rules","otherwise":"n0"},
                 "tiers":[%s],"rules":[%s]}""".formatted(ORDERS, tiers, rules);
    }

    /// Everybody with an order is in the tier `odd` or `even`, as the version's number is.
    static String flip(int version) {
        return """
                {"key":"%s","name":{"en":"Odd or even"},"cut":{"type":"rules"},
                 "tiers":[{"key":"odd","name":{"en":"Odd"}},{"key":"even","name":{"en":"Even"}}],
                 "rules":[
                   {"key":"all","when":{"metric":"orders.lifetime","atLeast":1},"assign":"%s"},
                   {"key":"none","when":{"metric":"orders.lifetime","under":1},"assign":"%s"}]}""".formatted(FLIP, tierOf(version), tierOf(version + 1));
    }

    static String tierOf(int version) {
        return version % 2 == 0 ? "even" : "odd";
    }
}
