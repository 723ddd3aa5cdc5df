package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps what the cleaning rules found in a file's rows, once the rows have landed. A row that the file brings again
/// has the findings of its new values alone; the same file twice changes nothing.
final class FindingsLanding {
    static final String NEXT = "\u001e";
    private static final char VALUE = '\u001f';

    /// Findings are kept with what has a key: customers, their rows and products.
    private static final Set<ImportType> UNKEPT =
            EnumSet.of(ImportType.ACCOUNT_MANAGERS, ImportType.CONSENTS, ImportType.EXCHANGE_RATES);

    private static final Set<Field> OF_PRODUCT = EnumSet.of(Field.PRODUCT_NAME, Field.CATEGORY);
    private static final Set<Field> OF_CUSTOMER = EnumSet.of(Field.CUSTOMER_NAME, Field.COUNTRY);
    private static final Set<Field> OF_ORDER = EnumSet.of(
            Field.ORDER_KEY,
            Field.CUSTOMER_KEY,
            Field.ORDERED_AT,
            Field.STATUS,
            Field.CHANNEL,
            Field.CURRENCY,
            Field.RETURNS_ORDER_KEY);
    private final Connection connection;
    private final Mapping mapping;
    private final UUID importId;
    private final RuleBook rules;

    private FindingsLanding(Connection connection, Mapping mapping, UUID importId, RuleBook rules) {
        this.rules = rules;
        this.connection = connection;
        this.mapping = mapping;
        this.importId = importId;
    }

    /// A finding as it is staged.
    static String write(Finding finding) {
        return finding.field().key()
                + VALUE
                + finding.rule()
                + VALUE
                + finding.action().name()
                + VALUE
                + plain(finding.original())
                + VALUE
                + plain(finding.repaired());
    }

    /// Keeps them.
    ///
    /// @param found whether there are any
    /// @return how much each rule found
    static List<Outcome.CleaningCount> land(
            Connection connection, Mapping mapping, UUID importId, boolean found, RuleBook rules) {
        if (UNKEPT.contains(mapping.type())) {
            return List.of();
        }
        FindingsLanding landing = new FindingsLanding(connection, mapping, importId, rules);
        boolean before = landing.knowsAny();
        if (!found && !before) {
            return List.of();
        }
        landing.gather();
        if (before) {
            landing.forget();
        }
        landing.keep();
        return Sql.list(
                connection, """
                select rule, count(*) filter (where action = 'REPAIR'), count(*) filter (where action = 'FLAG')
                from found group by rule order by rule""", row -> new Outcome.CleaningCount(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private boolean knowsAny() {
        String table = mapping.type() == ImportType.PRODUCTS ? "product_findings" : "row_findings";
        String entity = mapping.type() == ImportType.PRODUCTS ? "" : "entity = '%s' and ".formatted(entity());
        return Sql.only(
                connection,
                "select exists (select from %s where %s source = ?)".formatted(table, entity),
                row -> row.getBoolean(1),
                mapping.source());
    }

    private String entity() {
        return mapping.type().key();
    }

    private String key() {
        return switch (mapping.type()) {
            case ORDERS -> "order_key";
            case CUSTOMERS -> "customer_key";
            case PRODUCTS -> "product_key";
            case INTERACTIONS, FEEDBACK -> "row_key";
            case ACCOUNT_MANAGERS, CONSENTS, EXCHANGE_RATES -> throw new IllegalStateException("Not kept");
        };
    }

    /// One row each, and where it belongs: the row's key, the customer's, the product's.
    private void gather() {
        boolean orders = mapping.type() == ImportType.ORDERS;
        Sql.execute(connection, """
                create temporary table found on commit drop as
                select s.line, s.%s as key, %s as customer_key, %s as product_key,
                       split_part(f, chr(31), 1) as field, split_part(f, chr(31), 2) as rule,
                       split_part(f, chr(31), 3) as action, nullif(split_part(f, chr(31), 4), '') as original,
                       nullif(split_part(f, chr(31), 5), '') as repaired
                from staged s cross join lateral string_to_table(s.findings, chr(30)) f
                where s.code is null and s.findings is not null""".formatted(
                        key(), orders ? "s.customer_key" : "null::text", orders ? "s.product_key" : "null::text"));
        Sql.execute(connection, "analyze found");
        Sql.execute(connection, """
                create temporary table row_found (customer_id uuid not null, entity text not null, row_id uuid not null,
                  line_no bigint not null, field text not null, rule text not null, action text not null, original text,
                  repaired text, line bigint not null) on commit drop""");
        switch (mapping.type()) {
            case ORDERS -> gatherOrders();
            case CUSTOMERS -> gatherRows("customer_keys", "customer_id");
            case INTERACTIONS -> gatherRows("interaction_keys", "id");
            case FEEDBACK -> gatherRows("feedback_keys", "id");
            case PRODUCTS, ACCOUNT_MANAGERS, CONSENTS, EXCHANGE_RATES -> {}
        }
        Sql.execute(connection, "analyze row_found");
    }

    /// Of several rows of one, which may have several keys, the last counts.
    private void gatherRows(String keys, String id) {
        Sql.update(connection, """
                create temporary table last_lines on commit drop as
                select k.%1$s as row_id, max(s.line) as line
                from staged s join %2$s k on k.source = ? and k.key = s.%3$s
                where s.code is null and k.%1$s in (
                  select found_of.%1$s from found f join %2$s found_of on found_of.source = ? and found_of.key = f.key)
                group by k.%1$s""".formatted(id, keys, key()), mapping.source(), mapping.source());
        Sql.execute(connection, "analyze last_lines");
        Sql.update(connection, """
                insert into row_found
                select distinct on (k.customer_id, k.%1$s, f.field, f.rule)
                       k.customer_id, ?, k.%1$s, 0, f.field, f.rule, f.action, f.original, f.repaired, f.line
                from found f
                join %2$s k on k.source = ? and k.key = f.key
                join last_lines l on l.row_id = k.%1$s and l.line = f.line
                order by k.customer_id, k.%1$s, f.field, f.rule""".formatted(id, keys), entity(), mapping.source());
    }

    private String lastLine() {
        Sql.execute(connection, """
                create temporary table last_lines on commit drop as
                select %1$s as key, max(line) as line from staged
                where code is null and %1$s in (select key from found) group by %1$s""".formatted(key()));
        Sql.execute(connection, "create index on last_lines (key)");
        return "select l.line from last_lines l where l.key = f.key";
    }

    /// A customer's or product's value is only filled where it was empty: it counts where it is what stands there now.
    private void gatherOrders() {
        Sql.update(connection, """
                insert into row_found
                select distinct on (k.customer_id, f.field, f.rule)
                       k.customer_id, 'customers', k.customer_id, 0, f.field, f.rule, f.action, f.original, f.repaired, f.line
                from found f
                join customer_keys k on k.source = ? and k.key = f.customer_key
                join customers c on c.id = k.customer_id
                where f.field in %s
                  and coalesce(f.repaired, f.original) = case f.field when 'country' then c.country else c.name end
                order by k.customer_id, f.field, f.rule, f.line""".formatted(names(OF_CUSTOMER)), mapping.source());
        Sql.update(connection, """
                insert into row_found
                select distinct on (k.customer_id, k.order_id, f.field, f.rule)
                       k.customer_id, 'orders', k.order_id, 0, f.field, f.rule, f.action, f.original, f.repaired, f.line
                from found f join order_keys k on k.source = ? and k.key = f.key
                where f.field in %s
                order by k.customer_id, k.order_id, f.field, f.rule, f.line""".formatted(names(OF_ORDER)), mapping.source());
        String others = "f.field not in %s and f.field not in %s and f.field not in %s"
                .formatted(names(OF_CUSTOMER), names(OF_ORDER), names(OF_PRODUCT));
        Sql.execute(connection, """
                create temporary table numbered on commit drop as
                select s.line, %s as line_no from staged s
                where s.code is null and s.order_key in (select f.key from found f where %s)""".formatted(
                        mapping.fills(Field.LINE_NO)
                                ? "s.line_no"
                                : "row_number() over (partition by s.order_key order by s.line)",
                        others));
        Sql.update(connection, """
                insert into row_found
                select k.customer_id, 'orders', k.order_id, n.line_no, f.field, f.rule, f.action, f.original, f.repaired,
                       f.line
                from found f join numbered n on n.line = f.line join order_keys k on k.source = ? and k.key = f.key
                where %s""".formatted(others), mapping.source());
    }

    /// What was found in earlier values of the file's rows and does not hold for these.
    private void forget() {
        String fields = mapping.type().fields().stream()
                .filter(mapping::fills)
                .map(field -> "'%s'".formatted(field.key()))
                .collect(Collectors.joining(", ", "(", ")"));
        if (mapping.type() == ImportType.PRODUCTS) {
            Sql.update(connection, """
                    delete from product_findings r using products p
                    where p.id = r.product_id and p.source = ? and r.field in %s
                      and p.key in (select product_key from staged where code is null)""".formatted(fields), mapping.source());
            return;
        }
        String keys = switch (mapping.type()) {
            case CUSTOMERS -> "customer_keys k on k.customer_id = r.row_id";
            case INTERACTIONS -> "interaction_keys k on k.id = r.row_id";
            case FEEDBACK -> "feedback_keys k on k.id = r.row_id";
            case ORDERS, PRODUCTS, ACCOUNT_MANAGERS, CONSENTS, EXCHANGE_RATES ->
                "order_keys k on k.order_id = r.row_id";
        };
        Sql.update(connection, """
                delete from row_findings d using (
                  select r.customer_id, r.entity, r.row_id, r.line_no, r.field, r.rule
                  from row_findings r join %s
                  where r.entity = ? and k.source = ? and r.rule not in %s and r.field in %s
                    and k.key in (select %s from staged where code is null)
                  except
                  select customer_id, entity, row_id, line_no, field, rule from row_found) g
                where d.customer_id = g.customer_id and d.entity = g.entity and d.row_id = g.row_id
                  and d.line_no = g.line_no and d.field = g.field and d.rule = g.rule""".formatted(keys, ofTheBase(), fields, key()), entity(), mapping.source());
    }

    /// Rules whose flags are found over the whole base: they are no matter of a file.
    private String ofTheBase() {
        return rules.rules().stream()
                .filter(rule -> rule.kind().looksAtTheBase())
                .map(rule -> "'%s'".formatted(rule.code()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void keep() {
        Sql.update(connection, """
                insert into row_findings as r (customer_id, entity, row_id, line_no, field, rule, action, original,
                  repaired, source, import_id, file_line)
                select customer_id, entity, row_id, line_no, field, rule, action, original, repaired, ?, ?, line
                from row_found order by customer_id
                on conflict on constraint row_findings_pk do update
                set action = excluded.action, original = excluded.original, repaired = excluded.repaired,
                    source = excluded.source, import_id = excluded.import_id, file_line = excluded.file_line,
                    found_at = now()
                where row(r.action, r.original, r.repaired)
                  is distinct from row(excluded.action, excluded.original, excluded.repaired)""", mapping.source(), importId);
        boolean orders = mapping.type() == ImportType.ORDERS;
        if (orders || mapping.type() == ImportType.PRODUCTS) {
            keepOfProducts(orders);
        }
    }

    private void keepOfProducts(boolean orders) {
        Sql.update(
                connection,
                """
                insert into product_findings as r (product_id, field, rule, action, original, repaired, source, import_id,
                  file_line)
                select distinct on (p.id, f.field, f.rule)
                       p.id, f.field, f.rule, f.action, f.original, f.repaired, p.source, ?, f.line
                from found f join products p on p.source = ? and p.key = %s
                where %s
                order by p.id, f.field, f.rule, f.line desc
                on conflict on constraint product_findings_pk do update
                set action = excluded.action, original = excluded.original, repaired = excluded.repaired,
                    import_id = excluded.import_id, file_line = excluded.file_line, found_at = now()
                where row(r.action, r.original, r.repaired)
                  is distinct from row(excluded.action, excluded.original, excluded.repaired)""".formatted(
                                orders ? "f.product_key" : "f.key",
                                orders
                                        ? "f.field in %s and coalesce(f.repaired, f.original) = case f.field when 'category' then p.category else p.name end"
                                                .formatted(names(OF_PRODUCT))
                                        : "f.line = (%s)".formatted(lastLine())),
                importId,
                mapping.source());
    }

    private static String names(Set<Field> fields) {
        return fields.stream().map(field -> "'%s'".formatted(field.key())).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String plain(@Nullable String value) {
        return value == null
                ? ""
                : value.replace('\0', '\ufffd').replace(VALUE, '\ufffd').replace(NEXT, "\ufffd");
    }
}
