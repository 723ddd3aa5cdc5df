package io.fenji.customer.quality;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Counts the base and stores the day's snapshot in place of an earlier one of the day.
final class QualityMeasures {
    static final String FIELD = "FIELD";
    static final String RULE = "RULE";
    static final String TIMELINESS = "TIMELINESS";

    /// Where a kind of row stands, its source, and its fields that may be empty.
    ///
    /// @param unique fields in which two rows of a source should not have the same value
    private record Target(String entity, String from, String source, Map<String, String> fields, List<String> unique) {}

    private static final List<Target> TARGETS = List.of(
            new Target(
                    "customers",
                    """
                    (select distinct source, customer_id from customer_keys) k join customers r on r.id = k.customer_id
                    left join (
                      select customer_id, nullif(bool_or(type = 'PHONE'), false) as phone,
                             nullif(bool_or(type = 'EMAIL'), false) as email,
                             nullif(bool_or(type = 'WECHAT'), false) as wechat,
                             nullif(bool_or(type = 'ADDRESS'), false) as address
                      from contact_points group by customer_id) p on p.customer_id = r.id""",
                    "k.source",
                    fields(
                            "customerName",
                            "name",
                            "country",
                            "country",
                            "province",
                            "province",
                            "city",
                            "city",
                            "industry",
                            "industry",
                            "size",
                            "size",
                            "creditRating",
                            "credit_rating",
                            "assets",
                            "assets",
                            "channel",
                            "channel",
                            "registeredOn",
                            "registered_on",
                            "accountManager",
                            "account_manager",
                            "riskAppetite",
                            "risk_appetite",
                            "taxNumber",
                            "tax_number",
                            "phone",
                            "p.phone",
                            "email",
                            "p.email",
                            "wechat",
                            "p.wechat",
                            "address",
                            "p.address"),
                    List.of("customerName")),
            new Target(
                    "products",
                    "products r",
                    "r.source",
                    fields(
                            "productName",
                            "name",
                            "category",
                            "category",
                            "unitCost",
                            "unit_cost",
                            "unitPrice",
                            "unit_price"),
                    List.of("productName")),
            new Target("orders", "orders r", "r.source", fields("channel", "channel", "unitCost", "cost"), List.of()),
            new Target(
                    "interactions",
                    "interactions r",
                    "r.source",
                    fields("channel", "channel", "direction", "direction"),
                    List.of()),
            new Target("feedback", "feedback r", "r.source", fields("channel", "channel"), List.of()));

    private final Connection connection;
    private final LocalDate day;

    private QualityMeasures(Connection connection, LocalDate day) {
        this.connection = connection;
        this.day = day;
    }

    static void store(Connection connection, LocalDate day, Instant now) {
        Sql.update(
                connection,
                "insert into quality_days (day, computed_at) values (?, ?) on conflict (day) do update set computed_at = excluded.computed_at",
                day,
                now);
        Sql.update(connection, "delete from quality_measures where day = ?", day);
        QualityMeasures measures = new QualityMeasures(connection, day);
        TARGETS.forEach(measures::fields);
        measures.timeliness("orders", "ordered_at");
        measures.timeliness("interactions", "occurred_at");
        measures.timeliness("feedback", "occurred_at");
        measures.findings(false);
        measures.findings(true);
        measures.rejections();
    }

    private static Map<String, String> fields(String... namesAndColumns) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            String column = namesAndColumns[i + 1];
            fields.put(namesAndColumns[i], column.contains(".") ? column : "r." + column);
        }
        return fields;
    }

    /// One pass over a table for all of its fields. Values that a rule of validity marks are not valid; a contact point
    /// that could not be one is not there.
    private void fields(Target target) {
        boolean ofProducts = target.entity().equals("products");
        String counts = target.fields().entrySet().stream()
                .map(field -> "array[count(%1$s), %2$s]"
                        .formatted(
                                field.getValue(),
                                target.unique().contains(field.getKey())
                                        ? "count(distinct %s)".formatted(field.getValue())
                                        : "null"))
                .collect(Collectors.joining(", "));
        String names = target.fields().keySet().stream()
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", ", "array[", "]"));
        Sql.update(
                connection,
                """
                insert into quality_measures (day, measure, entity, source, field, rule, rows, hits, details)
                with counted as (
                  select %1$s as source, count(*) as rows, array[%2$s]::bigint[] as counts from %3$s group by 1)
                select ?, ?, ?, c.source, f.name, '', c.rows, c.counts[f.nth][1],
                       jsonb_strip_nulls(jsonb_build_object('distinct', c.counts[f.nth][2], 'flagged', (
                         select count(distinct w.%5$s) from %6$s w
                         where w.source = c.source and w.field = f.name and w.action = 'FLAG'
                           and w.original is not null and w.rule <> 'INVALID_CONTACT')))
                from counted c cross join unnest(%4$s) with ordinality as f (name, nth)""".formatted(
                        target.source(),
                        counts,
                        target.from(),
                        names,
                        ofProducts ? "product_id" : "row_id",
                        ofProducts
                                ? "product_findings"
                                : "(select * from row_findings where entity = '%s')".formatted(target.entity())),
                day,
                FIELD,
                target.entity());
    }

    private void timeliness(String table, String time) {
        Sql.update(connection, """
                insert into quality_measures (day, measure, entity, source, field, rule, rows, hits, details)
                select ?, ?, '%1$s', source, '', '', count(*), 0,
                       jsonb_build_object('newest', to_char(max(%2$s) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                         'arrived', to_char(max(created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'lags',
                         percentile_disc(array[0.5, 0.95]) within group (
                           order by greatest(0, floor(extract(epoch from created_at - %2$s)))::bigint))
                from %1$s group by source""".formatted(table, time), day, TIMELINESS);
    }

    private void findings(boolean ofProducts) {
        String entity = ofProducts ? "'products'" : "f.entity";
        String table = ofProducts ? "product_findings" : "row_findings";
        String ids = ofProducts
                ? "'id', f.product_id"
                : "'id', f.row_id, 'customerId', f.customer_id, 'line', nullif(f.line_no, 0)";
        Sql.update(connection, """
                insert into quality_measures (day, measure, entity, source, field, rule, rows, hits, details)
                select ?, ?, g.entity, g.source, '', g.rule, 0, g.found,
                       jsonb_build_object('repaired', g.repaired, 'flagged', g.found - g.repaired, 'examples', e.examples)
                from (select %1$s as entity, f.source, f.rule, count(*) as found,
                             count(*) filter (where f.action = 'REPAIR') as repaired
                      from %2$s f group by 1, 2, 3) g
                cross join lateral (
                  select jsonb_agg(jsonb_strip_nulls(x.example)) as examples
                  from (select jsonb_build_object(%3$s, 'field', f.field, 'importId', f.import_id, 'fileLine', f.file_line)
                                 as example
                        from %2$s f where %1$s = g.entity and f.source = g.source and f.rule = g.rule limit 3) x) e""".formatted(entity, table, ids), day, RULE);
    }

    /// Of all imports that landed; their counts stand in their outcomes.
    private void rejections() {
        Sql.update(connection, """
                insert into quality_measures as m (day, measure, entity, source, field, rule, rows, hits, details)
                select ?, ?, g.type, g.source, '', g.code, 0, 0,
                       jsonb_build_object('rejected', g.rejected, 'examples', e.examples)
                from (select i.type, i.document ->> 'source' as source, r ->> 'code' as code,
                             sum((r ->> 'count')::bigint) as rejected, (array_agg(i.id order by i.id desc))[1] as last
                      from imports i cross join lateral jsonb_array_elements(i.outcome -> 'rejectedByCode') r
                      where not i.validate_only group by 1, 2, 3) g
                cross join lateral (
                  select coalesce(jsonb_agg(jsonb_build_object('importId', x.import_id, 'fileLine', x.line)), '[]') as examples
                  from (select import_id, line from import_rejections
                        where import_id = g.last and code = g.code order by line limit 3) x) e
                on conflict on constraint quality_measures_pk do update
                set details = m.details || jsonb_build_object('rejected', excluded.details -> 'rejected')""", day, RULE);
    }
}
