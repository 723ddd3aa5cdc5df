package io.fenji.scoring.simulation;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.AttributeColumn;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.simulation.Simulation.Breakdown;
import io.fenji.scoring.simulation.Simulation.Change;
import io.fenji.scoring.simulation.Simulation.Part;
import io.fenji.scoring.tier.LoadedCustomers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Counts tiers before and after by the values of an attribute.
final class Breakdowns {
    private static final int MOST_VALUES = 50;
    /// Of more nobody looks at a distribution, and counting them would take as much memory as the base.
    private static final int MOST_COUNTED = 10_000;

    private Breakdowns() {}

    /// @throws ProblemException 422 when the attribute has too many values
    static void require(List<String> attributes, LoadedCustomers customers) {
        for (int i = 0; i < attributes.size(); i++) {
            int values =
                    customers.table().attribute(attributes.get(i)).dictionary().size();
            if (values > MOST_COUNTED) {
                throw ProblemException.at(
                        ScoringProblem.SIMULATION_INVALID,
                        "/attributes/" + i,
                        "TOO_MANY_VALUES",
                        "Attribute '%s' has %d values; customers are counted by up to %d"
                                .formatted(attributes.get(i), values, MOST_COUNTED));
            }
        }
    }

    static Breakdown of(String attribute, LoadedCustomers customers, Scheme draft, Evaluation evaluation) {
        AttributeColumn column = customers.table().attribute(attribute);
        List<String> words = customers.tierWords();
        int values = column.dictionary().size();
        long[][] before = new long[values + 1][words.size() + 1];
        long[][] after = new long[values + 1][draft.tiers().size() + 1];
        for (int row = 0; row < evaluation.size(); row++) {
            int value = column.at(row) + 1;
            before[value][Migration.from(customers, row)]++;
            after[value][Migration.to(evaluation, row)]++;
        }
        Set<String> tiers =
                new LinkedHashSet<>(draft.tiers().stream().map(Tier::key).toList());
        IntStream.range(0, words.size())
                .filter(word -> Arrays.stream(before).anyMatch(counts -> counts[word + 1] > 0))
                .forEach(word -> tiers.add(words.get(word)));
        List<Part> parts = new ArrayList<>();
        IntStream.rangeClosed(0, values)
                .boxed()
                .filter(value -> sum(after[value]) > 0)
                .sorted(Comparator.<Integer>comparingLong(value -> sum(after[value]))
                        .reversed()
                        .thenComparing(
                                value -> value == 0 ? "" : column.dictionary().get(value - 1)))
                .limit(MOST_VALUES)
                .forEach(value -> parts.add(new Part(
                        value == 0 ? null : column.dictionary().get(value - 1),
                        sum(after[value]),
                        changes(tiers, words, draft, before[value], after[value]))));
        return new Breakdown(attribute, parts);
    }

    private static List<Change> changes(
            Set<String> tiers, List<String> words, Scheme draft, long[] before, long[] after) {
        List<Change> changes = new ArrayList<>();
        for (String tier : tiers) {
            changes.add(change(tier, words.indexOf(tier) + 1, draft.tierIndex(tier) + 1, before, after));
        }
        changes.add(new Change(null, before[0], after[0]));
        return changes;
    }

    private static Change change(@Nullable String tier, int from, int to, long[] before, long[] after) {
        return new Change(tier, from == 0 ? 0 : before[from], to == 0 ? 0 : after[to]);
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }
}
