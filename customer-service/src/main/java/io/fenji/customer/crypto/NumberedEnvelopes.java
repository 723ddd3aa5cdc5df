package io.fenji.customer.crypto;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Envelopes in rows that an id and a number address. A row that somebody else holds is left out, so that nobody is
/// waited for.
public final class NumberedEnvelopes implements Envelopes {
    /// Where they stand.
    ///
    /// @param condition which rows have an envelope
    /// @param portion rows at a time
    public record Column(String table, String id, String no, String content, String condition, int portion) {}

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID id, long no, byte[] content) {}

    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), "-1");

    private final String phase;
    private final Column column;
    private final Encryption encryption;

    public NumberedEnvelopes(String phase, Column column, Encryption encryption) {
        this.phase = phase;
        this.column = column;
        this.encryption = encryption;
    }

    @Override
    public String phase() {
        return phase;
    }

    @Override
    public long waiting(Connection connection) {
        byte[] head = encryption.activeHead();
        return Sql.only(
                connection,
                "select count(*) from %s where %s".formatted(column.table(), otherKey()),
                row -> row.getLong(1),
                head,
                head);
    }

    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        byte[] head = encryption.activeHead();
        List<Sealed> rows = Sql.list(
                connection,
                """
                select %2$s, %3$s, %4$s from %1$s
                where (%2$s, %3$s) > (?, ?::bigint) and %5$s
                order by %2$s, %3$s limit ? for update skip locked""".formatted(column.table(), column.id(), column.no(), column.content(), otherKey()),
                row -> new Sealed(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3)),
                from.first(),
                from.second(),
                head,
                head,
                column.portion());
        if (rows.isEmpty()) {
            return Portion.END;
        }
        Sql.update(
                connection,
                """
                update %1$s r set %4$s = w.content
                from unnest(?::uuid[], ?::bigint[], ?::bytea[]) as w (id, no, content)
                where r.%2$s = w.id and r.%3$s = w.no""".formatted(column.table(), column.id(), column.no(), column.content()),
                Sql.array(connection, "uuid", rows, Sealed::id),
                Sql.array(connection, "bigint", rows, Sealed::no),
                Sql.array(connection, "bytea", rows, this::resealed));
        Sealed last = rows.getLast();
        return new Portion(new Place(last.id(), Long.toString(last.no())), rows.size());
    }

    private byte[] resealed(Sealed row) {
        byte[] binding = PlaceBinding.of(column.table(), row.id(), row.no());
        return encryption.seal(binding, encryption.open(binding, row.content()));
    }

    private String otherKey() {
        return "%s and substring(%s from 1 for length(?::bytea)) <> ?::bytea"
                .formatted(column.condition(), column.content());
    }
}
