package io.fenji.engine.way;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Trial;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.List;

/// Finds what stands in the way of a customer whom no path leads up: the search is made again without
/// one thing after another.
record Obstacles(
        Evaluator evaluator, MetricTable table, int row, Situation situation, List<Lever> levers, Effort effort) {

    /// Of more none is left out: each costs a search.
    private static final int MOST_TRIED = 40;

    /// What keeps the customer from a tier; nothing when the tier could not be had without it either.
    List<Way.Obstacle> before(int goal) {
        List<Way.Obstacle> lifted = all();
        if (lifted.isEmpty() || !isOpen(goal, lifted, effort)) {
            return List.of();
        }
        if (lifted.size() > MOST_TRIED) {
            return lifted;
        }
        Effort each = effort.part(lifted.size());
        for (Way.Obstacle obstacle : List.copyOf(lifted)) {
            List<Way.Obstacle> others = new ArrayList<>(lifted);
            others.remove(obstacle);
            if (isOpen(goal, others, each)) {
                lifted = others;
            }
        }
        return lifted;
    }

    private List<Way.Obstacle> all() {
        List<Way.Obstacle> all = new ArrayList<>();
        if (situation.manualTiers().at(row) != null) {
            all.add(new Way.Obstacle.Manual());
        }
        Scheme scheme = evaluator.scheme();
        if (!holds(scheme.population())) {
            all.add(new Way.Obstacle.Population());
        }
        for (Rule rule : scheme.rules()) {
            if (!(rule.effect() instanceof Rule.Effect.Floor) && holds(rule.when())) {
                all.add(new Way.Obstacle.OfRule(rule.key(), rule.effect()));
            }
        }
        return all;
    }

    private boolean holds(Condition condition) {
        return BoundCondition.bind(condition, table).test(row) == Truth.TRUE;
    }

    private boolean isOpen(int goal, List<Way.Obstacle> lifted, Effort effort) {
        Scheme scheme = evaluator.scheme();
        List<String> rules = new ArrayList<>();
        Condition population = scheme.population();
        ManualTiers manual = situation.manualTiers();
        for (Way.Obstacle obstacle : lifted) {
            switch (obstacle) {
                case Way.Obstacle.Manual() -> manual = ManualTiers.NONE;
                case Way.Obstacle.Population() -> population = Condition.EVERYONE;
                case Way.Obstacle.OfRule(String key, Rule.Effect _) -> rules.add(key);
            }
        }
        Trial trial = evaluator.with(scheme.without(rules, population)).trial(table, row, situation.with(manual));
        return trial.attain(goal).isPresent()
                || !new Paths(trial, goal, levers, effort).find(true).isEmpty();
    }
}
