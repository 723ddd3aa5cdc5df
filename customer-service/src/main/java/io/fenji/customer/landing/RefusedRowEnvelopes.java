package io.fenji.customer.landing;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.crypto.ImportEnvelopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// Refused rows under keys.
@ApplicationScoped
class RefusedRowEnvelopes implements Envelopes {
    private static final ImportEnvelopes ROWS =
            new ImportEnvelopes("import_rejections", "line", "sealed", "true", 1_000, RefusedRowSeal::binding);

    private final Encryption encryption;

    RefusedRowEnvelopes(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public String phase() {
        return "refused-rows";
    }

    @Override
    public long waiting(Connection connection) {
        return ROWS.waiting(connection, encryption);
    }

    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        return ROWS.rotate(connection, encryption, after);
    }
}
