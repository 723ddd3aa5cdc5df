package io.fenji.engine.verification;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a scheme may refer to.
///
/// @param metrics keys of the metrics that exist
/// @param attributes keys of the attributes that exist; null when that is not known
/// @param schemes every other scheme, by its key
public record Catalogue(Set<String> metrics, @Nullable Set<String> attributes, Map<String, OtherScheme> schemes) {

    public Catalogue {
        metrics = Set.copyOf(metrics);
        attributes = attributes == null ? null : Set.copyOf(attributes);
        schemes = Map.copyOf(schemes);
    }

    /// One in which any attribute may be.
    public Catalogue(Set<String> metrics, Map<String, OtherScheme> schemes) {
        this(metrics, null, schemes);
    }

    boolean knows(String attribute) {
        return attributes == null || attributes.contains(attribute);
    }

    /// The tiers of the other schemes, the highest first.
    Map<String, List<String>> ladders() {
        Map<String, List<String>> ladders = new HashMap<>();
        schemes.forEach((key, scheme) -> ladders.put(key, scheme.tiers()));
        return ladders;
    }

    /// Another scheme, by those of its versions that count.
    ///
    /// @param active null when none of its versions is active
    /// @param inForce the version that its tiers come from, when that is another one than the active
    public record OtherScheme(
            @Nullable Scheme active, @Nullable Scheme inForce) {

        /// Keys of the active version's tiers, the highest first; none without one.
        List<String> tiers() {
            return active == null
                    ? List.of()
                    : active.tiers().stream().map(Tier::key).toList();
        }

        /// Keys of the schemes that it refers to.
        Set<String> refersTo() {
            Set<String> schemes = new HashSet<>();
            if (active != null) {
                schemes.addAll(active.schemes());
            }
            if (inForce != null) {
                schemes.addAll(inForce.schemes());
            }
            return schemes;
        }
    }

    /// Whether one scheme refers to another, itself or by way of others.
    boolean leads(String from, String to) {
        return leads(from, to, new HashSet<>());
    }

    private boolean leads(String from, String to, Set<String> seen) {
        OtherScheme scheme = schemes.get(from);
        return from.equals(to)
                || (seen.add(from)
                        && scheme != null
                        && scheme.refersTo().stream().anyMatch(next -> leads(next, to, seen)));
    }
}
