package io.fenji.engine.verification;

import io.fenji.engine.document.Finding;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import io.fenji.engine.scheme.TierComparison;
import io.fenji.engine.verification.Catalogue.OtherScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Conditions on tiers in other schemes name what is there, and no scheme waits for its own tiers; nor does a version
/// do away with tiers that others look at.
record TierReferenceCheck(Catalogue catalogue, Report report) {

    private static final int MOST_SCHEMES = 20;

    void check(Scheme scheme) {
        if (scheme.schemes().size() > MOST_SCHEMES) {
            report.error("", "TOO_MANY_SCHEMES", MOST_SCHEMES);
        }
        references(scheme).forEach((pointer, is) -> reference(scheme, pointer, is));
        for (int i = 0; i < scheme.examples().size(); i++) {
            example("/examples/" + i + "/tiers/", scheme.examples().get(i));
        }
        new TreeMap<>(catalogue.schemes()).forEach((key, other) -> uses(scheme, key, other));
    }

    /// A condition of something that is no scheme.
    void check(String pointer, Condition condition) {
        Map<String, Condition.TierIs> found = new TreeMap<>();
        collect(pointer, condition, found);
        found.forEach(this::reference);
    }

    private boolean reference(String pointer, Condition.TierIs is) {
        boolean there = isThere(pointer + "/scheme", is.scheme());
        List<String> named = there ? is.comparison().tiers() : List.of();
        for (int i = 0; i < named.size(); i++) {
            tier(pointer + place(is.comparison(), i), is.scheme(), named.get(i));
        }
        return there;
    }

    private void reference(Scheme scheme, String pointer, Condition.TierIs is) {
        if (is.scheme().equals(scheme.key())) {
            report.error(pointer + "/scheme", "OWN_TIER");
            return;
        }
        if (reference(pointer, is)) {
            if (catalogue.leads(is.scheme(), scheme.key())) {
                report.error(pointer + "/scheme", "SCHEME_CYCLE", is.scheme());
            }
        }
    }

    private static String place(TierComparison comparison, int index) {
        return switch (comparison) {
            case TierComparison.AtLeast _ -> "/atLeast";
            case TierComparison.AtMost _ -> "/atMost";
            case TierComparison.Is _ -> "/is";
            case TierComparison.In _ -> "/in/" + index;
        };
    }

    private boolean isThere(String pointer, String scheme) {
        OtherScheme other = catalogue.schemes().get(scheme);
        if (other == null) {
            report.error(pointer, "UNKNOWN_SCHEME", scheme);
        } else if (other.active() == null) {
            report.error(pointer, "SCHEME_NOT_ACTIVE", scheme);
        }
        return other != null && other.active() != null;
    }

    private void tier(String pointer, String scheme, String tier) {
        OtherScheme other = catalogue.schemes().get(scheme);
        if (other != null && !other.tiers().contains(tier)) {
            report.error(pointer, "UNKNOWN_TIER.other", scheme, tier);
        }
    }

    private void example(String prefix, SchemeExample example) {
        new TreeMap<>(example.tiers()).forEach((scheme, tier) -> {
            String pointer = prefix + Finding.segment(scheme);
            if (isThere(pointer, scheme)) {
                tier(pointer, scheme, tier);
            }
        });
    }

    private void uses(Scheme scheme, String key, OtherScheme other) {
        if (other.active() == null) {
            return;
        }
        references(other.active()).forEach((pointer, is) -> {
            if (is.scheme().equals(scheme.key())) {
                is.comparison().tiers().stream()
                        .filter(tier -> scheme.tierIndex(tier) < 0)
                        .forEach(tier -> report.error("/tiers", "TIER_IN_USE", key, tier, pointer));
            }
        });
    }

    /// The conditions on tiers by their place, which is that of `tier`.
    private static Map<String, Condition.TierIs> references(Scheme scheme) {
        Map<String, Condition.TierIs> found = new TreeMap<>();
        collect("/population", scheme.population(), found);
        for (int i = 0; i < scheme.rules().size(); i++) {
            Rule rule = scheme.rules().get(i);
            collect("/rules/" + i + "/when", rule.when(), found);
        }
        Condition renewal = scheme.movement().downgrade().renewal();
        if (renewal != null) {
            collect("/movement/downgrade/renewal", renewal, found);
        }
        return found;
    }

    private static void collect(String pointer, Condition condition, Map<String, Condition.TierIs> found) {
        switch (condition) {
            case Condition.All(List<Condition> parts) -> collect(pointer + "/all/", parts, found);
            case Condition.Any(List<Condition> parts) -> collect(pointer + "/any/", parts, found);
            case Condition.Not(Condition part) -> collect(pointer + "/not", part, found);
            case Condition.TierIs is -> found.put(pointer + "/tier", is);
            case Condition.MetricIs _, Condition.AttributeIs _, Condition.AttributeIn _ -> {
                // Of this customer alone.
            }
        }
    }

    private static void collect(String prefix, List<Condition> parts, Map<String, Condition.TierIs> found) {
        for (int i = 0; i < parts.size(); i++) {
            collect(prefix + i, parts.get(i), found);
        }
    }
}
