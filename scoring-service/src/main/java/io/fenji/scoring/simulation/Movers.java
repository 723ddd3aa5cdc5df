package io.fenji.scoring.simulation;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.table.MetricColumn;
import io.fenji.scoring.tier.LoadedCustomers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds those with the highest spend among the customers who move; of equal ones those with the lower id.
final class Movers {
    private Movers() {}

    /// Their rows, the highest spend first.
    static List<Integer> rows(
            LoadedCustomers customers, MetricColumn spend, Migration migration, Evaluation evaluation, int most) {
        if (most == 0) {
            return List.of();
        }
        Comparator<Integer> worstFirst =
                Comparator.<Integer>comparingLong(spend::at).thenComparing(customers::id, Comparator.reverseOrder());
        PriorityQueue<Integer> found = new PriorityQueue<>(worstFirst);
        // Below this one nobody is considered: nearly everyone is dismissed by one comparison.
        long least = Long.MIN_VALUE;
        for (int row = 0; row < evaluation.size(); row++) {
            if (spend.at(row) < least
                    || migration.stays(Migration.from(customers, row), Migration.to(evaluation, row))) {
                continue;
            }
            found.add(row);
            if (found.size() > most) {
                found.remove();
                least = spend.at(found.element());
            }
        }
        List<Integer> rows = new ArrayList<>(found);
        rows.sort(worstFirst.reversed());
        return rows;
    }
}
