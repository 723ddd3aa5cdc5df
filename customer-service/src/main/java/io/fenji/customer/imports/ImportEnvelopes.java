package io.fenji.customer.imports;

import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.crypto.NumberedEnvelopes;
import io.fenji.customer.crypto.NumberedEnvelopes.Column;
import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.landing.RefusedRowSeal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What imports keep under a key.
@ApplicationScoped
class ImportEnvelopes {
    /// Of half a MiB each.
    private static final int CHUNKS_A_PORTION = 8;

    private static final int ROWS_A_PORTION = 1_000;

    @Produces
    @Singleton
    Envelopes files(Encryption encryption) {
        return new NumberedEnvelopes(
                "import-files",
                new Column(ChunkStore.TABLE, "import_id", "no", "content", "encrypted", CHUNKS_A_PORTION),
                encryption);
    }

    @Produces
    @Singleton
    Envelopes refusedRows(Encryption encryption) {
        return new NumberedEnvelopes(
                "refused-rows",
                new Column(RefusedRowSeal.TABLE, "import_id", "line", "sealed", "true", ROWS_A_PORTION),
                encryption);
    }
}
