package io.fenji.report.mart;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;

/// Tier changes, and from them the current tier of each customer and scheme. Those of deleted customers are left out.
final class TierChangeWriter implements PageWriter<TierChangeItem> {
    private static final String STAGE = """
            create temporary table tier_page (
                customer_id uuid, scheme text, version bigint, scheme_version integer, from_tier text, to_tier text, score numeric,
                business_date date, run_id uuid, changed_at timestamptz
            ) on commit drop""";
    private static final String CHANGES = """
            insert into mart_tier_change (generation, customer_id, scheme, version, scheme_version, from_tier, to_tier, score,
                business_date, run_id, changed_at)
            select distinct on (customer_id, scheme, version) ?, customer_id, scheme, version, scheme_version, from_tier, to_tier, score,
                business_date, run_id, changed_at
            from tier_page order by customer_id, scheme, version
            on conflict on constraint mart_tier_change_pk do update set
                generation = excluded.generation, scheme_version = excluded.scheme_version, from_tier = excluded.from_tier,
                to_tier = excluded.to_tier, score = excluded.score, business_date = excluded.business_date, run_id = excluded.run_id,
                changed_at = excluded.changed_at""";
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

    @Override
    public void write(Connection connection, List<TierChangeItem> items, int generation) {
        Sql.execute(connection, STAGE);
        try (CopyIn copy = CopyIn.open(connection, "copy tier_page from stdin")) {
            items.forEach(item -> row(copy, item));
            copy.finish();
        }
        Sql.update(connection, "delete from tier_page p using mart_gone g where g.customer_id = p.customer_id");
        Sql.update(connection, CHANGES, generation);
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
