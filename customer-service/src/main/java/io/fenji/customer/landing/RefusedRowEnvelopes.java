package io.fenji.customer.landing;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Refused rows under keys. One that somebody else holds is left out, so that nobody is waited for.
@ApplicationScoped
class RefusedRowEnvelopes implements Envelopes {
    private static final int PORTION = 1_000;
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), "0");
    private static final String OTHER_KEY = Envelopes.underOther("sealed");

    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID importId, long line, byte[] envelope) {}

    private final Encryption encryption;
    private final RefusedRowSeal seal;

    RefusedRowEnvelopes(Encryption encryption, RefusedRowSeal seal) {
        this.encryption = encryption;
        this.seal = seal;
    }

    @Override
    public String phase() {
        return "refused-rows";
    }

    @Override
    public long waiting(Connection connection) {
        return Envelopes.waiting(connection, "import_rejections", "sealed", encryption.activeHead());
    }

    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        byte[] head = encryption.activeHead();
        List<Sealed> rows = Sql.list(
                connection,
                """
                select import_id, line, sealed from import_rejections
                where (import_id, line) > (?, ?::bigint) and %s
                order by import_id, line limit ? for update skip locked""".formatted(OTHER_KEY),
                row -> new Sealed(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3)),
                from.first(),
                from.second(),
                head,
                head,
                PORTION);
        if (rows.isEmpty()) {
            return Portion.END;
        }
        Sql.update(
                connection,
                """
                update import_rejections r set sealed = w.sealed
                from unnest(?::uuid[], ?::bigint[], ?::bytea[]) as w (import_id, line, sealed)
                where r.import_id = w.import_id and r.line = w.line""",
                Sql.array(connection, "uuid", rows, Sealed::importId),
                Sql.array(connection, "bigint", rows, Sealed::line),
                Sql.array(connection, "bytea", rows, row -> seal.reseal(row.importId(), row.line(), row.envelope())));
        Sealed last = rows.getLast();
        return new Portion(new Place(last.importId(), Long.toString(last.line())), rows.size());
    }
}
