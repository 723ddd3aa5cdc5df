package io.fenji.scoring.tier;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Some customers, as a condition on their ids.
public final class CustomerScope {
    private final String condition;

    private CustomerScope(String condition) {
        this.condition = condition;
    }

    /// Those that a query has.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static CustomerScope of(String idQuery) {
        return new CustomerScope("%1$s in (" + idQuery.replace("%", "%%") + ")");
    }

    /// Those between two ids.
    ///
    /// @param after not included; null for the first
    /// @param upTo included; null for the last
    public static CustomerScope range(@Nullable UUID after, @Nullable UUID upTo) {
        return new CustomerScope((after == null ? "true" : "%1$s > '" + after + "'")
                + (upTo == null ? "" : " and %1$s <= '" + upTo + "'"));
    }

    /// SQL that is true for them.
    ///
    /// @param column that has their ids
    public String on(String column) {
        return condition.formatted(column);
    }
}
