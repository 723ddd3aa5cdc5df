package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.upstream.ScoringApi.Run;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Movement since an earlier run, from the history of changes: a customer's earlier tier is what its first
/// change after that run came from; without such a change it is the present one.
public final class MovementQuery {
    /// A rank of 0 means "in no tier".
    public record Cell(int from, int to, long customers) {}

    public record Move(UUID id, @Nullable String key, int from, int to, BigDecimal spend) {}

    private MovementQuery() {}

    /// The run to compare with: the newest one at an earlier business date than the last, so that repeating
    /// a run changes nothing; when there is none, the one before.
    ///
    /// @param runs newest first
    public static @Nullable Run comparedWith(List<Run> runs) {
        if (runs.size() < 2) {
            return null;
        }
        @Nullable LocalDate last = runs.getFirst().businessDate();
        return runs.stream()
                .filter(run -> last != null
                        && run.businessDate() != null
                        && run.businessDate().isBefore(last))
                .findFirst()
                .orElse(runs.get(1));
    }

    /// The newest run at a business date on or before the given one, the last run itself excepted.
    ///
    /// @param runs newest first
    public static Optional<Run> notAfter(List<Run> runs, LocalDate latest) {
        return runs.stream()
                .skip(1)
                .filter(run -> run.businessDate() != null && !run.businessDate().isAfter(latest))
                .findFirst();
    }

    /// Creates `report_move (customer_id, from_rank, to_rank)` over all customers that are or were in a tier.
    ///
    /// @param held the tiers that customers hold now
    /// @return what the ranks mean: the tiers held now and, behind them, those held then only
    public static TierOrder create(Connection connection, String scheme, TierOrder held, List<Run> runs, Run earlier)
            throws SQLException {
        int at = runs.indexOf(earlier);
        Sql.update(
                connection,
                """
                create temporary table report_later on commit drop as
                select distinct on (customer_id) customer_id, from_tier
                from mart_tier_change
                where scheme = ? and (coalesce(run_id = any (?), false)
                    or (not coalesce(run_id = any (?), false) and changed_at > ?))
                order by customer_id, version""",
                scheme,
                ids(connection, runs.subList(0, at)),
                ids(connection, runs.subList(at, runs.size())),
                momentOf(connection, scheme, earlier));
        TierOrder tiers = held.with(Sql.list(
                connection,
                "select distinct from_tier from report_later where from_tier is not null order by from_tier",
                row -> row.getString(1)));
        Sql.update(connection, """
                create temporary table report_move on commit drop as
                with ranks as (select tier, rank::int from unnest(?::text[]) with ordinality as r (tier, rank))
                select t.customer_id, coalesce(f.rank, 0) as from_rank, coalesce(n.rank, 0) as to_rank
                from mart_tier t
                join mart_customer c on c.customer_id = t.customer_id
                left join report_later l on l.customer_id = t.customer_id
                left join ranks n on n.tier = t.tier
                left join ranks f on f.tier = case when l.customer_id is null then t.tier else l.from_tier end
                where t.scheme = ? and (n.rank is not null or f.rank is not null)""", connection.createArrayOf("text", tiers.keys()), scheme);
        return tiers;
    }

    /// When the run's tiers came into force. Its own changes tell it exactly: it stamps them in its turn, one writer of
    /// tiers after the other, while it is finished later, when changed metrics may have moved customers again.
    private static Instant momentOf(Connection connection, String scheme, Run run) {
        return Sql.first(
                        connection,
                        """
                        select changed_at from mart_tier_change where scheme = ? and run_id = ?
                        order by changed_at desc limit 1""",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        scheme,
                        run.id())
                .orElseGet(() -> run.finishedAt() == null ? Instant.EPOCH : run.finishedAt());
    }

    private static Object ids(Connection connection, List<Run> runs) throws SQLException {
        return connection.createArrayOf("uuid", runs.stream().map(Run::id).toArray());
    }

    public static List<Cell> cells(Connection connection) {
        return Sql.list(connection, """
                select from_rank, to_rank, count(*) from report_move group by 1, 2
                order by nullif(from_rank, 0) nulls last, nullif(to_rank, 0) nulls last""", row -> new Cell(row.getInt(1), row.getInt(2), row.getLong(3)));
    }

    /// Those that moved furthest up, of equal ones those with the largest spend.
    public static List<Move> risers(Connection connection, TierOrder tiers, int most) {
        return moves(connection, "from_rank > to_rank", tiers, most);
    }

    /// Those that moved furthest down.
    public static List<Move> fallers(Connection connection, TierOrder tiers, int most) {
        return moves(connection, "from_rank < to_rank", tiers, most);
    }

    private static List<Move> moves(Connection connection, String direction, TierOrder tiers, int most) {
        return Sql.list(
                connection,
                """
                select m.customer_id, b.key, m.from_rank, m.to_rank, b.spend
                from report_move m join report_base b on b.customer_id = m.customer_id
                where m.from_rank between 1 and ? and m.to_rank between 1 and ? and %s
                order by abs(m.from_rank - m.to_rank) desc, b.spend desc, m.customer_id limit ?""".formatted(direction),
                row -> new Move(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getBigDecimal(5)),
                tiers.inForce(),
                tiers.inForce(),
                most);
    }
}
