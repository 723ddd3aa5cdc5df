package io.fenji.customer.privacy;

import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.landing.RefusedRowSeal;
import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Finds the refused rows that name a customer: in a cell they have one of its keys, its name, its tax number, a
/// contact value, or the key of one of its orders, interactions or answers.
@ApplicationScoped
class RefusedRowSearch {
    private static final Logger LOG = Logger.getLogger(RefusedRowSearch.class);
    /// Keys of rows that are shorter could as well be quantities.
    private static final int TELLING_KEY = 6;

    private final RefusedRowSeal seal;
    private final ContactCipher cipher;

    RefusedRowSearch(RefusedRowSeal seal, ContactCipher cipher) {
        this.seal = seal;
        this.cipher = cipher;
    }

    /// The marks of such rows.
    ///
    /// @param customers whose rows are still there
    /// @param everyone with those that were merged into them
    Long[] marks(Connection connection, UUID[] customers, UUID[] everyone) {
        Stream<String> texts = Sql.list(
                connection,
                """
                select key from customer_keys where customer_id = any (?::uuid[])
                union select name from customers where id = any (?::uuid[])
                union select tax_number from customers where id = any (?::uuid[])
                union select record ->> 'name' from merge_members where customer_id = any (?::uuid[])
                union select record ->> 'tax_number' from merge_members where customer_id = any (?::uuid[])
                union select key from orders where customer_id = any (?::uuid[]) and length(key) >= ?
                union select key from interactions where customer_id = any (?::uuid[]) and length(key) >= ?
                union select key from feedback where customer_id = any (?::uuid[]) and length(key) >= ?""",
                row -> row.getString(1),
                customers,
                customers,
                customers,
                everyone,
                everyone,
                customers,
                TELLING_KEY,
                customers,
                TELLING_KEY,
                customers,
                TELLING_KEY)
                .stream();
        Stream<String> contacts = Sql.list(connection, """
                select coalesce(origin_id, customer_id), type, value from contact_points where customer_id = any (?::uuid[])
                union all
                select coalesce(p.origin_id, p.customer_id), p.type, p.value
                from merge_members b cross join lateral jsonb_populate_recordset(null::contact_points, b.contact_points) p
                where b.customer_id = any (?::uuid[]) and p.customer_id = any (?::uuid[])""", this::contact, customers, everyone, everyone).stream()
                .flatMap(Optional::stream);
        return Stream.concat(texts, contacts)
                .filter(Objects::nonNull)
                .map(seal::mark)
                .distinct()
                .toArray(Long[]::new);
    }

    private Optional<String> contact(ResultSet row) throws SQLException {
        UUID boundTo = row.getObject(1, UUID.class);
        try {
            return Optional.of(cipher.open(boundTo, ContactType.valueOf(row.getString(2)), row.getBytes(3)));
        } catch (EnvelopeException closed) {
            // A lost key must not keep anybody from being erased.
            LOG.warnf(
                    "A contact value of customer %s does not open (%s): refused rows are not searched for it",
                    boundTo, closed.getMessage());
            return Optional.empty();
        }
    }
}
