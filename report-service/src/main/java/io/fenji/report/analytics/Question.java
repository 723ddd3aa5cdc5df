package io.fenji.report.analytics;

import io.fenji.report.criteria.SchemeView;
import java.sql.Connection;
import java.time.LocalDate;

/// What an analysis is asked about, and where it reads.
///
/// @param table the customers in a tier on the day, see [BaseTable]
/// @param asOf the day
/// @param today the base's business date
/// @param minGroup groups of fewer customers are not shown; 0 shows all
public record Question(
        Connection connection,
        String table,
        SchemeView scheme,
        TierOrder tiers,
        Filters filters,
        LocalDate asOf,
        LocalDate today,
        int minGroup,
        String currency) {
    private static final Object[] NOTHING = {};

    /// `from … where …` of the customers asked about; further conditions may follow.
    String base() {
        return "from " + table + " b where true" + filters.sql();
    }

    /// The values of a statement that has [#base] once.
    Object[] values(Object... after) {
        return filters.values(NOTHING, after);
    }

    /// The same with values before those of [#base].
    Object[] valuesAfter(Object[] before, Object... after) {
        return filters.values(before, after);
    }

    String tier(int rank) {
        return tiers.at(rank).key();
    }

    int tierCount() {
        return tiers.tiers().size();
    }
}
