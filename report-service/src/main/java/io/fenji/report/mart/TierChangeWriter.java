package io.fenji.report.mart;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.List;

/// Tier changes, and from them the current tier of each customer and scheme. Those of deleted customers are left out.
final class TierChangeWriter implements PageWriter<TierChangeItem> {
    private static final String STAGE = """
            create temporary table tier_page (
                customer_id uuid, scheme text, version bigint, scheme_version integer, from_tier text, to_tier text, score numeric,
                business_date date, run_id uuid, changed_at timestamptz
            ) on commit drop""";
    private static final String CHANGES = """
            insert into mart_tier_change (generation, day, customer_id, scheme, version, scheme_version, from_tier, to_tier, score,
                business_date, run_id, changed_at)
            select distinct on (customer_id, scheme, version) ?, coalesce(business_date, (changed_at at time zone ?)::date),
                customer_id, scheme, version, scheme_version, from_tier, to_tier, score, business_date, run_id, changed_at
            from tier_page order by customer_id, scheme, version
            on conflict on constraint mart_tier_change_pk do update set
                generation = excluded.generation, day = excluded.day, scheme_version = excluded.scheme_version, from_tier = excluded.from_tier,
                to_tier = excluded.to_tier, score = excluded.score, business_date = excluded.business_date, run_id = excluded.run_id,
                changed_at = excluded.changed_at""";
    /// A tier ends on the day of the next change; with a clock that was set back, on the earliest of those that follow.
    private static final String ENDS = """
            update mart_tier_change c set until_day = n.until_day
            from (select m.customer_id, m.scheme, m.version, min(m.day) over (
                        partition by m.customer_id, m.scheme order by m.version rows between 1 following and unbounded following) as until_day
                  from mart_tier_change m
                  join (select distinct customer_id, scheme from tier_page) p on p.customer_id = m.customer_id and p.scheme = m.scheme) n
            where n.customer_id = c.customer_id and n.scheme = c.scheme and n.version = c.version
                and c.until_day is distinct from n.until_day""";
    private static final String CURRENT = """
            insert into mart_tier (generation, customer_id, scheme, version, scheme_version, tier, score, business_date, run_id, changed_at)
            select distinct on (customer_id, scheme) ?, customer_id, scheme, version, scheme_version, to_tier, score, business_date,
                run_id, changed_at
            from tier_page order by customer_id, scheme, version desc
            on conflict on constraint mart_tier_pk do update set
                generation = excluded.generation, version = excluded.version, scheme_version = excluded.scheme_version,
                tier = excluded.tier, score = excluded.score, business_date = excluded.business_date, run_id = excluded.run_id,
                changed_at = excluded.changed_at
            where excluded.generation > mart_tier.generation or excluded.version >= mart_tier.version""";

    private final ZoneId zone;

    TierChangeWriter(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void write(Connection connection, List<TierChangeItem> items, int generation) {
        Sql.execute(connection, STAGE);
        try (CopyIn copy = CopyIn.open(connection, "copy tier_page from stdin")) {
            items.forEach(item -> row(copy, item));
            copy.finish();
        }
        Sql.update(connection, "delete from tier_page p using mart_gone g where g.customer_id = p.customer_id");
        Sql.execute(connection, "analyze tier_page");
        Sql.update(connection, CHANGES, generation, zone.getId());
        Sql.update(connection, ENDS);
        Sql.update(connection, CURRENT, generation);
        Sql.execute(connection, "drop table tier_page");
    }

    @Override
    public void removeOlder(Connection connection, int generation) {
        Sql.update(connection, "delete from mart_tier_change where generation < ?", generation);
        Sql.update(connection, "delete from mart_tier where generation < ?", generation);
        Sql.execute(connection, "analyze mart_tier; analyze mart_tier_change");
    }

    private static void row(CopyIn copy, TierChangeItem item) {
        copy.id(item.customerId())
                .text(item.scheme())
                .number(item.version())
                .plain(item.schemeVersion())
                .text(item.from())
                .text(item.to())
                .number(item.score())
                .text(item.businessDate())
                .id(item.runId())
                .plain(item.time())
                .endRow();
    }
}
