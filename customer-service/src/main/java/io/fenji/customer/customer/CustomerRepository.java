package io.fenji.customer.customer;

import io.fenji.customer.contact.ContactPoint;
import io.fenji.customer.contact.Contacts;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Customers with their keys and contact points, one or a thousand with the same statements.
@ApplicationScoped
class CustomerRepository {
    private static final String NAMES = CustomerRow.COLUMNS.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.joining(", "));
    private static final String GIVEN_NAMES = CustomerRow.COLUMNS.stream()
            .map(column -> "r." + column.substring(0, column.indexOf(' ')))
            .collect(Collectors.joining(", "));
    private static final String GIVEN =
            "jsonb_to_recordset(?::jsonb) as r (id uuid, %s)".formatted(String.join(", ", CustomerRow.COLUMNS));

    private record OwnedKey(UUID customerId, ExternalKey key) {}

    private final CustomerRow rows;
    private final Contacts contacts;

    CustomerRepository(CustomerRow rows, Contacts contacts) {
        this.rows = rows;
        this.contacts = contacts;
    }

    Optional<Customer> find(Connection connection, UUID id) {
        return Sql.first(connection, CustomerRow.SELECT + "where c.id = ?", rows::read, id);
    }

    Map<UUID, Customer> find(Connection connection, Collection<UUID> ids) {
        return Sql.list(
                        connection,
                        CustomerRow.SELECT + "where c.id = any (?::uuid[])",
                        rows::read,
                        Sql.array(connection, "uuid", ids, id -> id))
                .stream()
                .collect(Collectors.toMap(Customer::id, Function.identity()));
    }

    Optional<UUID> owner(Connection connection, ExternalKey key) {
        return Optional.ofNullable(owners(connection, List.of(key)).get(key));
    }

    Map<ExternalKey, UUID> owners(Connection connection, Collection<ExternalKey> keys) {
        Map<ExternalKey, UUID> owners = new HashMap<>();
        Sql.each(
                connection,
                0,
                """
                select source, key, customer_id from customer_keys
                where (source, key) in (select * from unnest(?::text[], ?::text[]))""",
                row -> owners.put(new ExternalKey(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)),
                Sql.array(connection, "text", keys, ExternalKey::source),
                Sql.array(connection, "text", keys, ExternalKey::key));
        return owners;
    }

    /// What keys a customer has from merges, seen from one of its keys: an upsert by that speaks for the customer
    /// that had it before, and lets the others be.
    ///
    /// @return by the key the keys that came otherwise
    Map<ExternalKey, List<ExternalKey>> keysOfOthers(Connection connection, Collection<ExternalKey> keys) {
        Map<ExternalKey, List<ExternalKey>> others = new HashMap<>();
        Sql.each(
                connection,
                0,
                """
                select k.source, k.key, o.source, o.key
                from customer_keys k join customer_keys o on o.customer_id = k.customer_id
                where (k.source, k.key) in (select * from unnest(?::text[], ?::text[]))
                  and coalesce(o.origin_id, o.customer_id) <> coalesce(k.origin_id, k.customer_id)""",
                row -> others.computeIfAbsent(
                                new ExternalKey(row.getString(1), row.getString(2)), first -> new ArrayList<>())
                        .add(new ExternalKey(row.getString(3), row.getString(4))),
                Sql.array(connection, "text", keys, ExternalKey::source),
                Sql.array(connection, "text", keys, ExternalKey::key));
        return others;
    }

    void insert(Connection connection, Collection<Customer> customers) {
        Sql.update(
                connection,
                "insert into customers (id, %1$s) select id, %1$s from %2$s order by id".formatted(NAMES, GIVEN),
                rows.write(customers));
        insertKeys(connection, customers);
        replaceContacts(
                connection,
                customers.stream().filter(row -> !row.contacts().isEmpty()).toList());
    }

    void update(Connection connection, Collection<Customer> customers) {
        Sql.update(
                connection,
                "update customers c set (%s) = row(%s) from %s where c.id = r.id".formatted(NAMES, GIVEN_NAMES, GIVEN),
                rows.write(customers));
        List<OwnedKey> keys = keys(customers);
        Sql.update(
                connection,
                """
                delete from customer_keys k
                where k.customer_id = any (?::uuid[])
                  and not exists (select from unnest(?::uuid[], ?::text[], ?::text[]) as w (customer_id, source, key)
                                  where w.customer_id = k.customer_id and w.source = k.source and w.key = k.key)""",
                Sql.array(connection, "uuid", customers, Customer::id),
                Sql.array(connection, "uuid", keys, OwnedKey::customerId),
                Sql.array(connection, "text", keys, key -> key.key().source()),
                Sql.array(connection, "text", keys, key -> key.key().key()));
        insertKeys(connection, customers);
        replaceContacts(connection, customers);
    }

    private void replaceContacts(Connection connection, Collection<Customer> customers) {
        if (customers.isEmpty()) {
            return;
        }
        Map<UUID, List<ContactPoint>> wanted =
                customers.stream().collect(Collectors.toMap(Customer::id, Customer::contacts));
        contacts.replace(connection, wanted);
    }

    private static void insertKeys(Connection connection, Collection<Customer> customers) {
        List<OwnedKey> keys = keys(customers);
        if (!keys.isEmpty()) {
            Sql.update(
                    connection,
                    """
                    insert into customer_keys (customer_id, source, key)
                    select w.* from unnest(?::uuid[], ?::text[], ?::text[]) as w (customer_id, source, key)
                    where not exists (select from customer_keys k
                                      where k.source = w.source and k.key = w.key and k.customer_id = w.customer_id)
                    order by w.source, w.key""",
                    Sql.array(connection, "uuid", keys, OwnedKey::customerId),
                    Sql.array(connection, "text", keys, key -> key.key().source()),
                    Sql.array(connection, "text", keys, key -> key.key().key()));
        }
    }

    private static List<OwnedKey> keys(Collection<Customer> customers) {
        return customers.stream()
                .flatMap(customer -> customer.keys().stream().map(key -> new OwnedKey(customer.id(), key)))
                .toList();
    }

    List<Customer> list(Connection connection, CustomerFilter filter, @Nullable UUID after, int limit) {
        StringBuilder sql = new StringBuilder(CustomerRow.SELECT).append("where true");
        List<Object> values = new ArrayList<>();
        if (!filter.ids().isEmpty()) {
            add(sql, values, " and c.id = any (?::uuid[])", Sql.array(connection, "uuid", filter.ids(), id -> id));
        }
        if (filter.contact() != null) {
            List<UUID> holders = contacts.find(connection, filter.contact());
            add(sql, values, " and c.id = any (?::uuid[])", Sql.array(connection, "uuid", holders, id -> id));
        }
        add(
                sql,
                values,
                " and c.kind = ?",
                filter.kind() == null ? null : filter.kind().name());
        add(
                sql,
                values,
                " and exists (select from customer_keys s where s.customer_id = c.id and s.source = ?)",
                filter.source());
        // The index begins with the source; PostgreSQL skips from source to source, of which there are few.
        add(sql, values, " and c.id in (select k.customer_id from customer_keys k where k.key = ?)", filter.key());
        add(sql, values, " and c.country = ?", filter.country());
        add(sql, values, " and c.province = ?", filter.province());
        add(sql, values, " and c.city = ?", filter.city());
        add(sql, values, " and c.industry = ?", filter.industry());
        add(sql, values, " and c.size = ?", filter.size());
        add(sql, values, " and c.channel = ?", filter.channel());
        add(sql, values, " and c.account_manager = ?", filter.accountManager());
        add(
                sql,
                values,
                " and c.account_manager in (select name from account_managers where manager = ?)",
                filter.manager());
        add(
                sql,
                values,
                " and c.account_manager in (select name from account_managers where region = ?)",
                filter.region());
        add(
                sql,
                values,
                " and c.risk_appetite = ?",
                filter.riskAppetite() == null ? null : filter.riskAppetite().name());
        add(sql, values, " and c.name like ?", likePrefix(filter.namePrefix()));
        add(sql, values, " and c.updated_at >= ?", filter.updatedSince());
        add(sql, values, " and c.id > ?", after);
        values.add(limit);
        return Sql.list(connection, sql.append(" order by c.id limit ?").toString(), rows::read, values.toArray());
    }

    private static @Nullable String likePrefix(@Nullable String prefix) {
        return prefix == null
                ? null
                : prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static void add(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }
}
