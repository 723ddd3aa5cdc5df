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

/// Contact points of a file's customers. Those that a file brings bear its source as their label: its next version
/// replaces or, with an empty cell, removes them, and leaves all others alone. What is known already is found by its
/// blind index and not written again.
final class ContactsLanding {
    private static final int PORTION = 5_000;

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID customerId, ContactType type, byte[] index, String value) {}

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
        Sql.execute(connection, """
                create temporary table staged_contacts on commit drop as %s""".formatted(staged()));
        Sql.execute(connection, "analyze staged_contacts");
        Sql.execute(connection, """
                create temporary table new_contacts on commit drop as
                select row_number() over (order by s.customer_id) as no, s.*
                from staged_contacts s
                where s.blind_index is not null
                  and not exists (select from contact_points p where p.customer_id = s.customer_id
                                    and p.type = s.type and p.blind_index = s.blind_index);
                create unique index on new_contacts (no)""");
        Sql.update(connection, """
                create temporary table old_contacts on commit drop as
                select p.customer_id, p.id
                from staged_contacts s join contact_points p on p.customer_id = s.customer_id and p.type = s.type
                where p.label = ? and p.blind_index is distinct from s.blind_index""", mapping.source());
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
                    "select customer_id, type, blind_index, sealed from new_contacts where no > ? and no <= ?",
                    row -> new Sealed(
                            row.getObject(1, UUID.class),
                            ContactType.valueOf(row.getString(2)),
                            row.getBytes(3),
                            row.getString(4)),
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
                insert into contact_points (customer_id, id, type, label, value, blind_index)
                select w.customer_id, uuidv7(), w.type, ?, w.value, w.blind_index
                from unnest(?::uuid[], ?::text[], ?::bytea[], ?::bytea[]) as w (customer_id, type, value, blind_index)""",
                mapping.source(),
                Sql.array(connection, "uuid", portion, Sealed::customerId),
                Sql.array(connection, "text", portion, row -> row.type().name()),
                Sql.array(
                        connection,
                        "bytea",
                        portion,
                        row -> cipher.seal(
                                row.customerId(), row.type(), ContactCells.open(cipher, row.type(), row.value()))),
                Sql.array(connection, "bytea", portion, Sealed::index));
    }

    private String staged() {
        if (fields.isEmpty()) {
            return "select null::uuid as customer_id, null as type, null::bytea as blind_index, null as sealed where false";
        }
        // Two keys of a file may be of one customer: the last row counts.
        return fields.stream()
                .map(field -> """
                        (select distinct on (customer_id) coalesce(known_id, new_id) as customer_id, '%1$s' as type,
                                decode(split_part(%2$s, ':', 1), 'hex') as blind_index, split_part(%2$s, ':', 2) as sealed
                         from staged_customers order by customer_id, line desc)""".formatted(ContactCells.type(field), field.column()))
                .collect(Collectors.joining(" union all "));
    }
}
