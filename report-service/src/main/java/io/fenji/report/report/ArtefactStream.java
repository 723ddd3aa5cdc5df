package io.fenji.report.report;

import io.fenji.kit.sql.Sql;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/// Writes an artefact in pieces, in the transaction of its report. Nothing of it is there before that commits.
final class ArtefactStream extends OutputStream {
    private static final int PIECE = 256 * 1024;

    private final Connection connection;
    private final UUID report;
    private final ArtefactFormat format;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[PIECE];
    private int used;
    private int pieces;
    private long bytes;

    ArtefactStream(Connection connection, UUID report, ArtefactFormat format) {
        this.connection = connection;
        this.report = report;
        this.format = format;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] data, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            int part = Math.min(end - at, PIECE - used);
            System.arraycopy(data, at, buffer, used, part);
            used += part;
            at += part;
            if (used == PIECE) {
                piece();
            }
        }
    }

    /// Ends it. A stream that is closed without this leaves an artefact that nobody finds.
    void finish(boolean everyCustomer) {
        if (used > 0 || pieces == 0) {
            piece();
        }
        Sql.update(
                connection,
                "insert into report_artefact (report_id, format, bytes, sha256, every_customer) values (?, ?, ?, ?, ?)",
                report,
                format.key(),
                bytes,
                HexFormat.of().formatHex(digest.digest()),
                everyCustomer);
    }

    private void piece() {
        byte[] data = Arrays.copyOf(buffer, used);
        digest.update(data);
        Sql.update(
                connection,
                "insert into report_chunk (report_id, format, number, data) values (?, ?, ?, ?)",
                report,
                format.key(),
                pieces,
                data);
        pieces++;
        bytes += used;
        used = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
