package io.fenji.engine.scheme;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scheme document: what turns metrics into tiers.
///
/// @param name by language tag, for example `zh-CN` and `en`
/// @param population who is tiered at all; [Condition#EVERYONE] when the document does not say
/// @param dimensions weighted groups of criteria; may be empty when the cut needs no score
/// @param tiers the highest first
/// @param movement [Movement#AT_ONCE] when the document does not say
/// @param calibrate when the numbers from the whole base are estimated anew; null for on request only
public record Scheme(
        String key,
        Map<String, String> name,
        Map<String, String> description,
        Condition population,
        List<Dimension> dimensions,
        Cut cut,
        List<Tier> tiers,
        List<Rule> rules,
        Movement movement,
        Review review,
        @Nullable Schedule calibrate,
        List<SchemeExample> examples) {

    public Scheme {
        name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
        dimensions = List.copyOf(dimensions);
        tiers = List.copyOf(tiers);
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
    }

    /// A scheme without key that decides nothing, to ask what conditions read.
    public static Scheme reading(Collection<Condition> conditions) {
        return new Scheme(
                "",
                Map.of(),
                Map.of(),
                Condition.EVERYONE,
                List.of(),
                new Cut.Rules(new Cut.Otherwise.NoTier()),
                List.of(),
                conditions.stream()
                        .map(condition -> new Rule("", condition, new Rule.Effect.Exclude(), false))
                        .toList(),
                Movement.AT_ONCE,
                new Review.Never(),
                null,
                List.of());
    }

    /// Keys of every metric that the population, criteria, cut, rules, movement and reviews read,
    /// sorted: the columns to load.
    public Set<String> metrics() {
        return References.of(this).metrics();
    }

    /// Keys of every attribute that the population, criteria, rules and movement read, sorted.
    public Set<String> attributes() {
        return References.of(this).attributes();
    }

    /// Keys of every other scheme whose tiers the population, rules and movement look at, sorted.
    public Set<String> schemes() {
        return References.of(this).schemes();
    }

    /// Whether a calibration from the whole base is needed before anyone can be evaluated.
    public boolean needsCalibration() {
        return cut instanceof Cut.ValueShare
                || cut instanceof Cut.TopShare
                || cut instanceof Cut.Clusters
                || dimensions.stream()
                        .flatMap(dimension -> dimension.criteria().stream())
                        .anyMatch(criterion -> criterion.scale() instanceof Scale.Calibrated);
    }

    /// The scheme with nothing to decide by but these: no cut, no movement, no examples.
    public Scheme decidedBy(List<Dimension> criteria, List<Rule> decisive) {
        return new Scheme(
                key,
                name,
                description,
                population,
                criteria,
                new Cut.Rules(new Cut.Otherwise.NoTier()),
                tiers,
                decisive,
                Movement.AT_ONCE,
                new Review.Never(),
                null,
                List.of());
    }

    /// The scheme without these rules, and for another population.
    public Scheme without(Collection<String> ruleKeys, Condition others) {
        return new Scheme(
                key,
                name,
                description,
                others,
                dimensions,
                cut,
                tiers,
                rules.stream().filter(rule -> !ruleKeys.contains(rule.key())).toList(),
                movement,
                review,
                calibrate,
                List.of());
    }

    /// Whether a tier may change by the calendar alone: then everyone is evaluated each day.
    public boolean followsTheCalendar() {
        return !(movement.equals(Movement.AT_ONCE) && review instanceof Review.Never);
    }

    /// Position of the tier in [#tiers()] (0 is the highest), or -1 when there is none of this key.
    public int tierIndex(String tier) {
        for (int i = 0; i < tiers.size(); i++) {
            if (tiers.get(i).key().equals(tier)) {
                return i;
            }
        }
        return -1;
    }
}
