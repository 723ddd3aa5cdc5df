package io.fenji.scoring.tier;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// Numbers tier changes without gaps. The counter's row stays locked until the transaction ends, so nobody sees a
/// number before all lower ones.
final class ChangeNumbers {
    private ChangeNumbers() {}

    /// Takes the next numbers.
    ///
    /// @return the last number before the taken ones
    static long take(Connection connection, long count) {
        return Sql.only(
                        connection,
                        "update tier_change_counter set last = last + ? returning last",
                        row -> row.getLong(1),
                        count)
                - count;
    }
}
