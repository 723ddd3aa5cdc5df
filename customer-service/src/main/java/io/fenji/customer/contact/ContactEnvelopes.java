package io.fenji.customer.contact;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contact values of customers.
@ApplicationScoped
class ContactEnvelopes implements Envelopes {
    private static final int PORTION = 500;
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), new UUID(0, 0).toString());
    private static final String OTHER_KEY = Envelopes.underOther("value");

    /// A value.
    ///
    /// @param boundTo the customer that it came with, which may be part of another now
    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID customerId, UUID id, UUID boundTo, ContactType type, byte[] value) {}

    private final MetricRefresh refresh;
    private final Encryption encryption;
    private final ContactCipher cipher;

    ContactEnvelopes(MetricRefresh refresh, Encryption encryption, ContactCipher cipher) {
        this.refresh = refresh;
        this.encryption = encryption;
        this.cipher = cipher;
    }

    @Override
    public String phase() {
        return "contact-points";
    }

    @Override
    public long waiting(Connection connection) {
        return Envelopes.waiting(connection, "contact_points", "value", encryption.activeHead());
    }

    /// Customers are locked before their rows, as everywhere; what was deleted before the lock is left out.
    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        byte[] head = encryption.activeHead();
        refresh.lockForWrite(connection);
        Sql.execute(connection, "create temporary table rotated (customer_id uuid, id uuid) on commit drop");
        Sql.update(connection, """
                insert into rotated select customer_id, id from contact_points
                where (customer_id, id) > (?, ?::uuid) and %s order by customer_id, id limit ?""".formatted(OTHER_KEY), from.first(), from.second(), head, head, PORTION);
        @Nullable
        Place last = Sql.first(
                        connection,
                        "select customer_id, id from rotated order by customer_id desc, id desc limit 1",
                        row -> new Place(row.getObject(1, UUID.class), row.getString(2)))
                .orElse(null);
        Sql.list(
                connection,
                "select id from customers where id in (select customer_id from rotated) order by id for update",
                row -> true);
        List<Sealed> rows = Sql.list(
                connection,
                """
                select customer_id, id, coalesce(origin_id, customer_id), type, value
                from contact_points join rotated using (customer_id, id)""",
                row -> new Sealed(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        ContactType.valueOf(row.getString(4)),
                        row.getBytes(5)));
        Sql.update(
                connection,
                """
                update contact_points p set value = w.value
                from unnest(?::uuid[], ?::uuid[], ?::bytea[]) as w (customer_id, id, value)
                where p.customer_id = w.customer_id and p.id = w.id""",
                Sql.array(connection, "uuid", rows, Sealed::customerId),
                Sql.array(connection, "uuid", rows, Sealed::id),
                Sql.array(connection, "bytea", rows, row -> cipher.reseal(row.boundTo(), row.type(), row.value())));
        return new Portion(last, rows.size());
    }
}
