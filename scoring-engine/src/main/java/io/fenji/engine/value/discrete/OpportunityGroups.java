package io.fenji.engine.value.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Histories of discrete opportunities, equal ones counted together, in a fixed order.
public final class OpportunityGroups {

    /// A history that so many customers have.
    ///
    /// @param taken opportunities taken, x
    /// @param last the last one taken, counted from 1; 0 when none was
    /// @param opportunities in all, n
    record Group(int taken, int last, int opportunities, long customers) {}

    /// More opportunities than that are no renewals; continuous models serve them.
    public static final int MOST = 1_000;

    private final List<Group> groups;

    private OpportunityGroups(List<Group> groups) {
        this.groups = groups;
    }

    /// Groups columns; rows that are no history (see [#valid]) or have no customers are left out.
    public static OpportunityGroups of(int[] taken, int[] last, int[] opportunities, long[] customers) {
        Map<Long, Long> counts = new TreeMap<>();
        for (int i = 0; i < taken.length; i++) {
            if (valid(taken[i], last[i], opportunities[i]) && customers[i] > 0) {
                long key = ((long) opportunities[i] << 40) | ((long) taken[i] << 20) | last[i];
                counts.merge(key, customers[i], Long::sum);
            }
        }
        List<Group> groups = new ArrayList<>();
        int low = (1 << 20) - 1;
        counts.forEach((key, count) ->
                groups.add(new Group((int) (key >> 20) & low, (int) (long) key & low, (int) (key >> 40), count)));
        return new OpportunityGroups(groups);
    }

    public static boolean valid(int taken, int last, int opportunities) {
        return taken >= 0
                && last >= taken
                && last <= opportunities
                && opportunities <= MOST
                && (taken > 0 || last == 0);
    }

    List<Group> groups() {
        return groups;
    }
}
