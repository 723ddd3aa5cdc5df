package io.fenji.report.report;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;

/// Artefacts as they are read.
@ApplicationScoped
public class ArtefactStore {
    /// A complete artefact.
    public record Artefact(UUID report, ArtefactFormat format, long bytes, String sha256) {}

    private final Database database;

    ArtefactStore(Database database) {
        this.database = database;
    }

    Optional<Artefact> find(UUID report, ArtefactFormat format) {
        return database.call(c -> Sql.first(
                c,
                "select bytes, sha256 from report_artefact where report_id = ? and format = ?",
                row -> new Artefact(report, format, row.getLong(1), row.getString(2)),
                report,
                format.key()));
    }

    /// Sends it piece by piece, each in a statement of its own: a slow reader holds no connection.
    ///
    /// @throws EOFException when it was deleted meanwhile
    void copy(Artefact artefact, OutputStream out) throws IOException {
        long left = artefact.bytes();
        for (int number = 0; left > 0; number++) {
            int piece = number;
            byte[] data = database.call(c -> Sql.first(
                            c,
                            "select data from report_chunk where report_id = ? and format = ? and number = ?",
                            row -> row.getBytes(1),
                            artefact.report(),
                            artefact.format().key(),
                            piece))
                    .orElseThrow(() -> new EOFException("The artefact was deleted while it was read"));
            out.write(data);
            left -= data.length;
        }
    }
}
