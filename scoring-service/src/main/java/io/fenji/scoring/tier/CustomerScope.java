package io.fenji.scoring.tier;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Some customers, as a condition on their ids.
public final class CustomerScope {
    private final String condition;
    private final @Nullable String idQuery;

    private CustomerScope(String condition, @Nullable String idQuery) {
        this.condition = condition;
        this.idQuery = idQuery;
    }

    /// Those that a query has.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static CustomerScope of(String idQuery) {
        return new CustomerScope("%1$s in (" + idQuery.replace("%", "%%") + ")", idQuery);
    }

    /// Those between two ids.
    ///
    /// @param after not included; null for the first
    /// @param upTo included; null for the last
    public static CustomerScope range(@Nullable UUID after, @Nullable UUID upTo) {
        return new CustomerScope(
                (after == null ? "true" : "%1$s > '" + after + "'")
                        + (upTo == null ? "" : " and %1$s <= '" + upTo + "'"),
                null);
    }

    /// SQL that is true for them.
    ///
    /// @param column that has their ids
    public String on(String column) {
        return condition.formatted(column);
    }

    /// Query for their rows of `tiers`. Where a query has the customers, each one is looked up by itself: with
    /// statistics
    /// that are not those of the moment the planner may read a scheme's rows of everyone for a few.
    ///
    /// @param columns of `tiers`
    String tiers(String columns, String scheme) {
        String ofScheme = "scheme = " + CustomerLoader.quoted(scheme);
        return idQuery == null
                ? "select %s from tiers where %s and %s".formatted(columns, ofScheme, on("customer_id"))
                : """
                  select %s from (select distinct id from (%s) named (id)) wanted
                  cross join lateral (
                    select * from tiers where tiers.customer_id = wanted.id and %s offset 0) found""".formatted(columns, idQuery, ofScheme);
    }
}
