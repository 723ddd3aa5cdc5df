package io.fenji.customer.landing;

import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.OtherKeys;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Refused rows as they were sealed before the present key became the active one.
@ApplicationScoped
public class RefusedRowsUnderTheOlderKey {
    private final Database database;
    private final RefusedRowSeal seal;
    private final Encryption encryption;
    private final OtherKeys keys;
    private final ContactValues contacts;

    RefusedRowsUnderTheOlderKey(
            Database database, RefusedRowSeal seal, Encryption encryption, OtherKeys keys, ContactValues contacts) {
        this.database = database;
        this.seal = seal;
        this.encryption = encryption;
        this.keys = keys;
        this.contacts = contacts;
    }

    public void bring(UUID importId) {
        RefusedRowSeal older = new RefusedRowSeal(keys.older(), contacts);
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select line, sealed from import_rejections where import_id = ?",
                    row -> {
                        RefusedRowSeal.Opened opened = seal.open(importId, row.getLong(1), row.getBytes(2));
                        Sql.update(
                                c,
                                "update import_rejections set sealed = ? where import_id = ? and line = ?",
                                older.seal(importId, row.getLong(1), opened.reason(), RawRow.write(opened.row())),
                                importId,
                                row.getLong(1));
                    },
                    importId);
            return importId;
        });
    }

    /// Rows that are under another key than the active one.
    public long count(UUID importId) {
        byte[] head = encryption.activeHead();
        return database.call(c -> Sql.only(c, """
                select count(*) from import_rejections
                where import_id = ? and substring(sealed from 1 for length(?::bytea)) <> ?::bytea""", row -> row.getLong(1), importId, head, head));
    }
}
