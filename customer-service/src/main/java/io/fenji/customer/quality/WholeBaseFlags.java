package io.fenji.customer.quality;

import io.fenji.customer.cleaning.CleaningRule;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.cleaning.RuleParameters;
import io.fenji.customer.mapping.Field;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;

/// Finds what no row alone tells and keeps the flags of it in step with the base: new ones come, those that hold no
/// longer go.
final class WholeBaseFlags {
    private final Connection connection;
    private final RuleBook rules;
    private final ZoneId zone;

    private WholeBaseFlags(Connection connection, RuleBook rules, ZoneId zone) {
        this.connection = connection;
        this.rules = rules;
        this.zone = zone;
    }

    static void refresh(Connection connection, RuleBook rules, ZoneId zone) {
        WholeBaseFlags flags = new WholeBaseFlags(connection, rules, zone);
        Sql.execute(connection, """
                create temporary table base_flags (customer_id uuid not null, row_id uuid not null, line_no bigint not null,
                  field text not null, rule text not null, original text, source text not null) on commit drop""");
        for (CleaningRule rule : rules.rules()) {
            if (rule.enabled()) {
                flags.find(rule);
            }
        }
        flags.keep();
    }

    private void find(CleaningRule rule) {
        switch (rule.kind()) {
            case EXACT_REPEAT -> repeats();
            case ORPHAN_RETURN -> orphanReturns();
            case RETURN_EXCEEDS_ORDER -> largeReturns();
            case ORDER_BEFORE_REGISTRATION -> earlyOrders();
            case CURRENCY_WITHOUT_RATE -> ratesMissing();
            case OUTLIER -> outliers(rule);
            // A row alone tells: found when it was written.
            case TEXT_FORM,
                    PROVINCE_FORM,
                    CITY_FORM,
                    COUNTRY_FORM,
                    VALUE_MAP,
                    PHONE_FORM,
                    EMAIL_FORM,
                    PHONE_UNLIKELY,
                    INVALID_CONTACT,
                    MISSING_DEFAULT,
                    MISSING_FLAG,
                    MISSING_REJECT,
                    FUTURE_DATE,
                    NEGATIVE_PRICE,
                    RANGE -> {}
        }
    }

    private void repeats() {
        Sql.update(connection, """
                insert into base_flags
                select l.customer_id, l.order_id, l.line_no, 'productKey', 'EXACT_REPEAT', null, o.source
                from (select customer_id, order_id, line_no,
                             row_number() over (partition by customer_id, order_id, product_id, quantity, unit_price, discount
                                                order by line_no) as nth
                      from order_lines) l
                join orders o on o.customer_id = l.customer_id and o.id = l.order_id
                where l.nth > 1""");
    }

    private void orphanReturns() {
        Sql.update(connection, """
                insert into base_flags
                select o.customer_id, o.id, 0, 'returnsOrderKey', 'ORPHAN_RETURN', o.returns_key, o.source
                from orders o
                where o.returns_key is not null
                  and not exists (select from order_keys k where k.source = o.returns_source and k.key = o.returns_key)""");
    }

    private void largeReturns() {
        Sql.update(connection, """
                insert into base_flags
                select customer_id, id, 0, 'returnsOrderKey', 'RETURN_EXCEEDS_ORDER', returns_key, source
                from (select r.customer_id, r.id, r.returns_key, r.source, o.gross,
                             sum(r.returned) over (partition by o.customer_id, o.id) as returned
                      from orders r
                      join order_keys k on k.source = r.returns_source and k.key = r.returns_key
                      join orders o on o.customer_id = k.customer_id and o.id = k.order_id
                      where r.returns_key is not null and r.status <> 'CANCELLED' and r.currency = o.currency) r
                where returned > gross""");
    }

    private void earlyOrders() {
        Sql.update(connection, """
                insert into base_flags
                select o.customer_id, o.id, 0, 'orderedAt', 'ORDER_BEFORE_REGISTRATION', o.ordered_at::text, o.source
                from orders o join customers c on c.id = o.customer_id
                where o.ordered_at < c.registered_on::timestamp at time zone ?""", zone.getId());
    }

    private void ratesMissing() {
        Sql.update(connection, """
                insert into base_flags
                select customer_id, id, 0, 'currency', 'CURRENCY_WITHOUT_RATE', currency, source
                from orders where gross is null""");
    }

    /// Of purchases, per category, or per product where it has none; prices per currency too. A group whose values
    /// hardly differ has a median deviation of zero; its mean deviation takes its place.
    private void outliers(CleaningRule rule) {
        RuleParameters set = rule.parameters();
        boolean price = rule.fields().getFirst().field() == Field.UNIT_PRICE;
        Sql.execute(connection, "drop table if exists outlier_values");
        Sql.execute(connection, """
                create temporary table outlier_values on commit drop as
                select l.customer_id, l.order_id, l.line_no, (coalesce(p.category, p.id::text)%s) collate "C" as member,
                       l.%s::double precision as x
                from order_lines l join products p on p.id = l.product_id %s
                where l.quantity > 0""".formatted(
                        price ? " || ' ' || o.currency" : "",
                        price ? "unit_price" : "quantity",
                        price ? "join orders o on o.customer_id = l.customer_id and o.id = l.order_id" : ""));
        Sql.execute(connection, "analyze outlier_values");
        String spread = "MAD".equals(set.method())
                ? """
                  select m.member, m.middle as low, m.middle as high,
                         case when d.median > 0 then 1.4826 * d.median else 1.2533 * d.mean end as spread
                  from middles m join (
                    select v.member, percentile_cont(0.5) within group (order by abs(v.x - m.middle)) as median,
                           avg(abs(v.x - m.middle)) as mean
                    from outlier_values v join middles m on m.member = v.member group by v.member) d on d.member = m.member"""
                : "select member, quarters[1] as low, quarters[3] as high, quarters[3] - quarters[1] as spread from middles";
        Sql.update(
                connection,
                """
                insert into base_flags
                with middles as materialized (
                  select member, percentile_cont(0.5) within group (order by x) as middle,
                         percentile_cont(array[0.25, 0.5, 0.75]) within group (order by x) as quarters
                  from outlier_values group by member having count(*) >= ?),
                spreads as materialized (%s)
                select v.customer_id, v.order_id, v.line_no, ?, ?, trim_scale(v.x::numeric)::text, o.source
                from outlier_values v
                join spreads s on s.member = v.member
                join orders o on o.customer_id = v.customer_id and o.id = v.order_id
                where s.spread > 0 and (v.x < s.low - ? * s.spread or v.x > s.high + ? * s.spread)""".formatted(spread),
                Objects.requireNonNull(set.minimumValues()),
                rule.fields().getFirst().field().key(),
                rule.code(),
                set.factor(),
                set.factor());
    }

    private void keep() {
        Sql.execute(connection, "analyze base_flags");
        String ofTheBase = rules.rules().stream()
                .filter(rule -> rule.kind().looksAtTheBase())
                .map(rule -> "'%s'".formatted(rule.code()))
                .collect(Collectors.joining(", ", "(", ")"));
        Sql.update(connection, """
                delete from row_findings f
                where f.rule in %s and not exists (
                  select from base_flags b
                  where b.customer_id = f.customer_id and b.row_id = f.row_id and b.line_no = f.line_no
                    and b.field = f.field and b.rule = f.rule)""".formatted(ofTheBase));
        sweep();
        // Last, and in order of customers: each row takes a share of its customer's lock until the commit. One that has
        // gone meanwhile has no findings.
        Sql.execute(connection, """
                create temporary table kept_customers on commit drop as
                select id from customers where id in (select customer_id from base_flags) order by id for key share""");
        Sql.execute(connection, "analyze kept_customers");
        Sql.update(connection, """
                insert into row_findings
                  (customer_id, entity, row_id, line_no, field, rule, action, original, source)
                select customer_id, 'orders', row_id, line_no, field, rule, 'FLAG', original, source
                from base_flags where customer_id in (select id from kept_customers)
                on conflict do nothing""");
    }

    /// Findings of rows that are gone, or belong to another customer now.
    private void sweep() {
        for (String table : new String[] {"orders", "interactions", "feedback"}) {
            Sql.update(connection, """
                    delete from row_findings f
                    where f.entity = '%1$s' and not exists (
                      select from %1$s r where r.customer_id = f.customer_id and r.id = f.row_id)""".formatted(table));
        }
        Sql.update(connection, """
                delete from row_findings f
                where f.entity = 'orders' and f.line_no > 0 and not exists (
                  select from order_lines l
                  where l.customer_id = f.customer_id and l.order_id = f.row_id and l.line_no = f.line_no)""");
    }
}
