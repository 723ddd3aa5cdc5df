package io.fenji.report.mart;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Customers with their metrics. A tombstone takes the customer's tiers, history and facts with it, and tiers that
/// are told later are not kept: erasure wins, and takes the reports that name the customer too. Of one that
/// was merged or is restricted tiers and history stay, because it may come back; scoring-service tells that
/// it has no tier meanwhile.
final class CustomerWriter implements PageWriter<CustomerItem> {
    private static final String STAGE = """
            create temporary table customer_page (
                customer_id uuid, deleted boolean, may_come_back boolean, erased boolean, keys jsonb, kind text, country text, province text, city text, industry text,
                size text, channel text, registered_on date, metrics jsonb, business_date date, computed_at timestamptz
            ) on commit drop""";
    private static final String COLUMNS =
            "customer_id, keys, kind, country, province, city, industry, size, channel, registered_on, metrics,"
                    + " business_date, computed_at";
    private static final String UPSERT = """
            insert into mart_customer (generation, %s)
            select ?, %s from customer_page where not deleted
            on conflict on constraint mart_customer_pk do update set
                generation = excluded.generation, keys = excluded.keys, kind = excluded.kind, country = excluded.country,
                province = excluded.province, city = excluded.city, industry = excluded.industry, size = excluded.size,
                channel = excluded.channel, registered_on = excluded.registered_on, metrics = excluded.metrics,
                business_date = excluded.business_date, computed_at = excluded.computed_at""".formatted(COLUMNS, COLUMNS);

    @Override
    public void write(Connection connection, List<CustomerItem> items, int generation) {
        Map<UUID, CustomerItem> latest = new LinkedHashMap<>();
        items.forEach(item -> latest.put(item.customerId(), item));
        Sql.execute(connection, STAGE);
        try (CopyIn copy = CopyIn.open(connection, "copy customer_page from stdin")) {
            latest.values().forEach(item -> row(copy, item));
            copy.finish();
        }
        Sql.update(connection, UPSERT, generation);
        Sql.update(connection, """
                insert into mart_gone (customer_id) select customer_id from customer_page where deleted and not may_come_back
                on conflict on constraint mart_gone_pk do nothing""");
        Sql.update(connection, """
                delete from mart_gone g using customer_page p where not p.deleted and p.customer_id = g.customer_id""");
        Sql.update(
                connection,
                "delete from mart_customer m using customer_page p where p.deleted and p.customer_id = m.customer_id");
        for (String table : List.of("mart_tier", "mart_tier_change", "mart_attributes", "mart_day", "mart_line")) {
            Sql.update(connection, """
                    delete from %s m using customer_page p
                    where p.deleted and not p.may_come_back and p.customer_id = m.customer_id""".formatted(table));
        }
        Sql.update(connection, """
                delete from reports r using customer_page p
                where p.erased and position(convert_to(p.customer_id::text, 'UTF8') in r.content) > 0""");
        Sql.execute(connection, "drop table customer_page");
    }

    @Override
    public void removeOlder(Connection connection, int generation) {
        Sql.update(connection, "delete from mart_customer where generation < ?", generation);
        Sql.execute(connection, "analyze mart_customer");
    }

    private static void row(CopyIn copy, CustomerItem item) {
        copy.id(item.customerId())
                .plain(item.deleted())
                .plain(item.mayComeBack())
                .plain(item.erased())
                .text(item.keys())
                .text(item.attribute("kind"))
                .text(item.attribute("country"))
                .text(item.attribute("province"))
                .text(item.attribute("city"))
                .text(item.attribute("industry"))
                .text(item.attribute("size"))
                .text(item.attribute("channel"))
                .text(item.attribute("registeredOn"))
                .text(item.metrics())
                .plain(item.businessDate())
                .plain(item.computedAt())
                .endRow();
    }
}
