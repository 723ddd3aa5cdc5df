package io.fenji.report.insight;

import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.TierOrder;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went with rising and falling, one reason a customer: a new version of the scheme before all else, then what the
/// customer did
/// since the earlier run.
final class MoveReasonQuery {
    record ReasonRow(String reason, long rose, long fell) {}

    private MoveReasonQuery() {}

    /// @param version of the earlier run
    /// @param since business date of the earlier run
    static List<ReasonRow> read(
            Connection connection, String scheme, TierOrder ranks, @Nullable Integer version, LocalDate since) {
        return Sql.list(
                connection,
                """
                with movers as materialized (
                    select m.customer_id, m.from_rank > m.to_rank as rose, t.scheme_version is distinct from ?::int as other_version
                    from report_move m join mart_tier t on t.customer_id = m.customer_id and t.scheme = ?
                    where m.from_rank between 1 and ? and m.to_rank between 1 and ? and m.from_rank <> m.to_rank),
                bought as (
                    select d.customer_id, bool_or(d.orders > 0) as bought, bool_or(d.returned > 0) as returned
                    from mart_day d join movers using (customer_id) where d.day > ? group by 1)
                select case when m.other_version then 'VERSION' when b.returned and not m.rose then 'RETURNED'
                        when b.bought then 'BOUGHT' else 'QUIET' end,
                    count(*) filter (where m.rose), count(*) filter (where not m.rose)
                from movers m left join bought b using (customer_id) group by 1 order by count(*) desc, 1""",
                row -> new ReasonRow(row.getString(1), row.getLong(2), row.getLong(3)),
                version,
                scheme,
                ranks.inForce(),
                ranks.inForce(),
                since);
    }
}
