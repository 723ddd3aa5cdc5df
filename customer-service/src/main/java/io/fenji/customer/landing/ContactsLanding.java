package io.fenji.customer.landing;

import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Contact points of a file's customers. Those that a file brings bear its source as their label: its next version
/// replaces or, with an empty cell, removes them, and leaves all others alone. What is known already is found by its
/// blind index and not written again. After a merge the rows of each of the customer's keys have their own contact
/// points, so that undoing it parts them.
final class ContactsLanding {
    private static final int PORTION = 5_000;

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID customerId, @Nullable UUID originId, ContactType type, byte[] index, String value) {
        /// Whom the envelope is bound to: merges do not write it anew.
        UUID sealedFor() {
            return originId == null ? customerId : originId;
        }
    }

    private final Mapping mapping;
    private final ContactCipher cipher;
    private final List<Field> fields;

    ContactsLanding(Mapping mapping, ContactCipher cipher) {
        this.mapping = mapping;
        this.cipher = cipher;
        this.fields = mapping.type().fields().stream()
                .filter(field -> field.format() == Field.Format.CONTACT && mapping.fills(field))
                .toList();
    }

    /// Finds out what is new and what goes (`new_contacts`, `old_contacts`) and whom it changes (`changed_contacts`).
    void gather(Connection connection) {
        Sql.update(connection, """
                create temporary table staged_contacts on commit drop as
                with rows as (
                  select s.*, coalesce(s.known_id, s.new_id) as owner_id, k.origin_id
                  from staged_customers s left join customer_keys k on k.source = ? and k.key = s.customer_key)
                %s""".formatted(staged()), mapping.source());
        Sql.execute(connection, "analyze staged_contacts");
        Sql.update(connection, """
                create temporary table old_contacts on commit drop as
                select p.customer_id, p.id
                from staged_contacts s
                join contact_points p on p.customer_id = s.customer_id and p.type = s.type
                where p.origin_id is not distinct from s.origin_id and p.label = ?
                  and p.blind_index is distinct from s.blind_index""", mapping.source());
        // A customer has a value once, whatever key brings it.
        Sql.execute(connection, """
                create temporary table new_contacts on commit drop as
                select row_number() over (order by s.customer_id) as no, s.*
                from (select distinct on (customer_id, type, blind_index) *
                      from staged_contacts where blind_index is not null
                      order by customer_id, type, blind_index, origin_id nulls first) s
                where not exists (select from contact_points p where p.customer_id = s.customer_id
                                    and p.type = s.type and p.blind_index = s.blind_index
                                    and p.id not in (select id from old_contacts));
                create unique index on new_contacts (no)""");
        Sql.execute(connection, """
                create temporary table changed_contacts on commit drop as
                select customer_id from new_contacts union select customer_id from old_contacts""");
    }

    /// Writes what was gathered, once the customers are there.
    void write(Connection connection) {
        Sql.update(connection, """
                delete from contact_points p using old_contacts o where p.customer_id = o.customer_id and p.id = o.id""");
        for (long from = 0; ; from += PORTION) {
            List<Sealed> portion = Sql.list(
                    connection,
                    "select customer_id, origin_id, type, blind_index, sealed from new_contacts where no > ? and no <= ?",
                    row -> new Sealed(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            ContactType.valueOf(row.getString(3)),
                            row.getBytes(4),
                            row.getString(5)),
                    from,
                    from + PORTION);
            if (portion.isEmpty()) {
                return;
            }
            insert(connection, portion);
        }
    }

    private void insert(Connection connection, List<Sealed> portion) {
        Sql.update(
                connection,
                """
                insert into contact_points (customer_id, id, origin_id, type, label, value, blind_index)
                select w.customer_id, uuidv7(), w.origin_id, w.type, ?, w.value, w.blind_index
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[])
                       as w (customer_id, origin_id, type, value, blind_index)""",
                mapping.source(),
                Sql.array(connection, "uuid", portion, Sealed::customerId),
                Sql.array(connection, "uuid", portion, Sealed::originId),
                Sql.array(connection, "text", portion, row -> row.type().name()),
                Sql.array(
                        connection,
                        "bytea",
                        portion,
                        row -> cipher.seal(
                                row.sealedFor(), row.type(), ContactCells.open(cipher, row.type(), row.value()))),
                Sql.array(connection, "bytea", portion, Sealed::index));
    }

    private String staged() {
        if (fields.isEmpty()) {
            return "select owner_id as customer_id, origin_id, null as type, null::bytea as blind_index, null as sealed from rows where false";
        }
        // Two keys of a file may be of one customer, and of one apart from merges: the last row counts.
        return fields.stream()
                .map(field -> """
                        (select distinct on (owner_id, origin_id) owner_id as customer_id, origin_id, '%1$s' as type,
                                decode(split_part(%2$s, ':', 1), 'hex') as blind_index, split_part(%2$s, ':', 2) as sealed
                         from rows order by owner_id, origin_id, line desc)""".formatted(ContactCells.type(field), field.column()))
                .collect(Collectors.joining(" union all "));
    }
}
