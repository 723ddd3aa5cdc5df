package io.fenji.customer.crypto;

import io.fenji.customer.crypto.Envelopes.Place;
import io.fenji.customer.crypto.Envelopes.Portion;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Envelopes in what belongs to imports, each bound to its place: the import and a number. One that somebody else holds
/// is left out, so that nobody is waited for.
///
/// @param number the column with the number, from 0
/// @param column the column with the envelope
/// @param sealed the condition for there being one
/// @param most how many are rotated at once
public record ImportEnvelopes(String table, String number, String column, String sealed, int most, Binding binding) {
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), "-1");

    /// What the envelope of a place is bound to.
    public interface Binding {
        byte[] of(UUID importId, long number);
    }

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(UUID importId, long number, byte[] envelope) {}

    /// As [Envelopes#waiting(Connection)].
    public long waiting(Connection connection, Encryption encryption) {
        String there = "(select %1$s from %2$s where %3$s) there".formatted(column, table, sealed);
        return Envelopes.waiting(connection, there, column, encryption.activeHead());
    }

    /// As [Envelopes#rotate].
    public Portion rotate(Connection connection, Encryption encryption, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        byte[] head = encryption.activeHead();
        List<Stored> rows = Sql.list(
                connection,
                """
                select import_id, %1$s, %2$s from %3$s
                where (import_id, %1$s) > (?, ?::bigint) and %4$s and %5$s
                order by import_id, %1$s limit ? for update skip locked""".formatted(number, column, table, sealed, Envelopes.underOther(column)),
                row -> new Stored(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3)),
                from.first(),
                from.second(),
                head,
                head,
                most);
        if (rows.isEmpty()) {
            return Portion.END;
        }
        Sql.update(
                connection,
                """
                update %1$s r set %2$s = w.envelope
                from unnest(?::uuid[], ?::bigint[], ?::bytea[]) as w (import_id, number, envelope)
                where r.import_id = w.import_id and r.%3$s = w.number""".formatted(table, column, number),
                Sql.array(connection, "uuid", rows, Stored::importId),
                Sql.array(connection, "bigint", rows, Stored::number),
                Sql.array(connection, "bytea", rows, row -> resealed(encryption, row)));
        Stored last = rows.getLast();
        return new Portion(new Place(last.importId(), Long.toString(last.number())), rows.size());
    }

    private byte[] resealed(Encryption encryption, Stored row) {
        byte[] bound = binding.of(row.importId(), row.number());
        return encryption.encrypt(bound, encryption.decryptBytes(bound, row.envelope()));
    }
}
