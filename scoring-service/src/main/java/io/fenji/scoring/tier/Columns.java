package io.fenji.scoring.tier;

import io.fenji.engine.scheme.Scheme;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is loaded of customers: the tiers in one scheme, and what evaluations read.
///
/// @param scheme whose tiers so far are loaded
/// @param schemes others whose tiers evaluations look at
public record Columns(String scheme, Set<String> metrics, Set<String> attributes, Set<String> schemes) {
    static Columns of(Scheme scheme) {
        return of(scheme.key(), List.of(scheme), List.of(), List.of());
    }

    /// What any of these versions of a scheme reads, and more.
    public static Columns of(
            String scheme, List<Scheme> versions, Collection<String> metrics, Collection<String> attributes) {
        return new Columns(
                scheme,
                union(versions, Scheme::metrics, metrics),
                union(versions, Scheme::attributes, attributes),
                union(versions, Scheme::schemes, List.of()));
    }

    /// Whether all of the others are among these.
    public boolean contain(Columns others) {
        return scheme.equals(others.scheme)
                && metrics.containsAll(others.metrics)
                && attributes.containsAll(others.attributes)
                && schemes.containsAll(others.schemes);
    }

    private static Set<String> union(
            List<Scheme> versions, Function<Scheme, ? extends Collection<String>> part, Collection<String> more) {
        return new TreeSet<>(Stream.concat(versions.stream().map(part).flatMap(Collection::stream), more.stream())
                .toList());
    }
}
