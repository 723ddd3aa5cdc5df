package io.fenji.scoring.simulation;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.MetricColumn;
import io.fenji.scoring.simulation.Simulation.Count;
import io.fenji.scoring.simulation.Simulation.Flow;
import io.fenji.scoring.simulation.Simulation.Moves;
import io.fenji.scoring.simulation.Simulation.TierCount;
import io.fenji.scoring.tier.LoadedCustomers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The migration matrix of a draft: customers and spend by the tier so far and the tier by the draft. In both
/// directions place 0 is without tier.
final class Migration {
    private final Scheme draft;
    private final List<String> words;
    private final SpendSum[][] cells;

    private Migration(Scheme draft, List<String> words) {
        this.draft = draft;
        this.words = words;
        cells = new SpendSum[words.size() + 1][draft.tiers().size() + 1];
        for (SpendSum[] row : cells) {
            for (int to = 0; to < row.length; to++) {
                row[to] = new SpendSum();
            }
        }
    }

    static Migration of(LoadedCustomers customers, MetricColumn spend, Scheme draft, Evaluation evaluation) {
        Migration migration = new Migration(draft, customers.tierWords());
        for (int row = 0; row < evaluation.size(); row++) {
            migration.cells[from(customers, row)][to(evaluation, row)].add(spend.at(row));
        }
        return migration;
    }

    static int from(LoadedCustomers customers, int row) {
        return Math.max(0, customers.tierWord(row) + 1);
    }

    static int to(Evaluation evaluation, int row) {
        return Math.max(0, evaluation.tierCode(row) + 1);
    }

    @Nullable
    String fromKey(int from) {
        return from == 0 ? null : words.get(from - 1);
    }

    @Nullable
    String toKey(int to) {
        return to == 0 ? null : draft.tiers().get(to - 1).key();
    }

    /// Whether this is no change.
    boolean stays(int from, int to) {
        return from == 0 ? to == 0 : to > 0 && words.get(from - 1).equals(toKey(to));
    }

    /// Customers per tier of the draft.
    List<TierCount> tiers() {
        List<TierCount> tiers = new ArrayList<>();
        for (int to = 1; to <= draft.tiers().size(); to++) {
            Tier tier = draft.tiers().get(to - 1);
            Count count = after(to);
            tiers.add(new TierCount(tier.key(), tier.name(), count.customers(), count.spend()));
        }
        return tiers;
    }

    Count withoutTier() {
        return after(0);
    }

    private Count after(int to) {
        SpendSum sum = new SpendSum();
        for (SpendSum[] row : cells) {
            sum.add(row[to]);
        }
        return sum.count();
    }

    List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (int from = 0; from < cells.length; from++) {
            for (int to = 0; to < cells[from].length; to++) {
                SpendSum cell = cells[from][to];
                if (cell.customers() > 0) {
                    flows.add(new Flow(fromKey(from), toKey(to), cell.customers(), cell.spend()));
                }
            }
        }
        return flows;
    }

    Moves moves() {
        SpendSum up = new SpendSum();
        SpendSum down = new SpendSum();
        SpendSum entered = new SpendSum();
        SpendSum left = new SpendSum();
        SpendSum replaced = new SpendSum();
        SpendSum unchanged = new SpendSum();
        for (int from = 0; from < cells.length; from++) {
            int before = from == 0 ? -1 : draft.tierIndex(words.get(from - 1));
            for (int to = 0; to < cells[from].length; to++) {
                SpendSum kind;
                if (stays(from, to)) {
                    kind = unchanged;
                } else if (from == 0) {
                    kind = entered;
                } else if (to == 0) {
                    kind = left;
                } else if (before < 0) {
                    kind = replaced;
                } else {
                    kind = to - 1 < before ? up : down;
                }
                kind.add(cells[from][to]);
            }
        }
        return new Moves(up.count(), down.count(), entered.count(), left.count(), replaced.count(), unchanged.count());
    }
}
