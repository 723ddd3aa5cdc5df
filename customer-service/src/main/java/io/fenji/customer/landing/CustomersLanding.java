package io.fenji.customer.landing;

import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// Customers: the file is the master of the fields that it maps, an empty value clears. A key that stands in the file
/// several times has the values of its last row, and so has a customer of whom several keys do. Of contact points it
/// is the master of those that bear its source as their label (see [ContactsLanding]).
final class CustomersLanding implements Landing {
    private final Mapping mapping;
    private final MetricRefresh refresh;
    private final String baseCurrency;
    private final List<Field> attributes;
    private final ContactsLanding contacts;

    CustomersLanding(Mapping mapping, MetricRefresh refresh, ContactCipher cipher, String baseCurrency) {
        this.mapping = mapping;
        this.refresh = refresh;
        this.baseCurrency = baseCurrency;
        this.attributes = mapping.type().fields().stream()
                .filter(field -> field != Field.CUSTOMER_KEY && field != Field.CURRENCY && mapping.fills(field))
                .filter(field -> field.format() != Field.Format.CONTACT)
                .toList();
        this.contacts = new ContactsLanding(mapping, cipher);
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("landing");
        Sql.execute(connection, "create temporary table touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(connection, """
                create temporary table staged_customers on commit drop as
                select distinct on (s.customer_key) s.*, k.customer_id as known_id, uuidv7() as new_id
                from staged s left join customer_keys k on k.source = ? and k.key = s.customer_key
                where s.code is null
                order by s.customer_key, s.line desc""", mapping.source());
        Sql.execute(connection, "analyze staged_customers");
        long resources = Sql.only(connection, "select count(*) from staged_customers", row -> row.getLong(1));
        lockKnown(connection);
        contacts.gather(connection);
        long created = create(connection);
        long updated = update(connection);
        contacts.write(connection);
        Sql.execute(connection, "analyze touched_customers");
        phases.begin("metrics");
        return new Result(resources, created, updated, created, 0, refresh.refreshTouched(connection));
    }

    private long create(Connection connection) {
        Sql.update(connection, """
                insert into customers (id, %s)
                select s.new_id, %s from staged_customers s where s.known_id is null order by s.new_id""".formatted(targets(), values("'{}'")));
        long created = Sql.update(connection, """
                insert into customer_keys (source, key, customer_id)
                select ?, customer_key, new_id from staged_customers where known_id is null order by customer_key""", mapping.source());
        Sql.update(
                connection, "insert into touched_customers select new_id from staged_customers where known_id is null");
        return created;
    }

    private static void lockKnown(Connection connection) {
        Sql.update(connection, """
                create temporary table locked_customers on commit drop as
                select id from customers where id in (select known_id from staged_customers) order by id for update""");
    }

    private long update(Connection connection) {
        return Sql.update(connection, """
                with changed as (
                  update customers c set (%1$s, version, updated_at) = row(%2$s, c.version + 1, now())
                  from (select distinct on (known_id) * from staged_customers
                        where known_id is not null order by known_id, line desc) s
                  where c.id = s.known_id
                    and (row(%3$s) is distinct from row(%2$s) or c.id in (select customer_id from changed_contacts))
                  returning c.id)
                insert into touched_customers select id from changed""".formatted(targets(), values("c.custom"), current()));
    }

    private String targets() {
        return columns("", "assets_currency");
    }

    private String current() {
        return columns("c.", "c.assets_currency");
    }

    private String values(String custom) {
        String currency = mapping.fills(Field.CURRENCY)
                ? "coalesce(s.currency, '%s')".formatted(baseCurrency)
                : "'%s'".formatted(baseCurrency);
        return columns("s.", "case when s.assets is not null then %s end".formatted(currency))
                .replace(
                        "s.custom",
                        "%s::jsonb - array[%s]::text[] || coalesce(s.custom, '{}')"
                                .formatted(
                                        custom,
                                        mapping.customFields().stream()
                                                .map("'%s'"::formatted)
                                                .collect(Collectors.joining(", "))));
    }

    private String columns(String prefix, String assetsCurrency) {
        return attributes.stream()
                .map(field -> field == Field.ASSETS
                        ? prefix + field.column() + ", " + assetsCurrency
                        : prefix + field.column())
                .collect(Collectors.joining(", "));
    }
}
