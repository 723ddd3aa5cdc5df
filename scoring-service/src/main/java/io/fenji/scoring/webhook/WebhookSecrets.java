package io.fenji.scoring.webhook;

import io.fenji.kit.sql.Sql;
import io.fenji.scoring.webhook.sending.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// What webhooks are signed with.
@ApplicationScoped
public class WebhookSecrets {
    /// However often it is replaced within a day: a header holds only so many signatures.
    private static final int MOST = 5;

    private final SecretSeal seal;
    private final Duration oldSecrets;

    WebhookSecrets(SecretSeal seal, WebhookConfig config) {
        this.seal = seal;
        this.oldSecrets = config.oldSecrets();
    }

    /// Makes a new one; those before sign for a while yet.
    ///
    /// @return as it is stored
    byte[] replace(Connection connection, UUID webhook) {
        byte[] sealed = seal.seal(webhook, Signatures.newSecret());
        Sql.update(connection, "delete from webhook_secrets where webhook_id = ? and expires_at < now()", webhook);
        Sql.update(connection, """
                update webhook_secrets set expires_at = now() + ? * interval '1 millisecond'
                where webhook_id = ? and expires_at is null""", oldSecrets.toMillis(), webhook);
        Sql.update(connection, "insert into webhook_secrets (webhook_id, sealed) values (?, ?)", webhook, sealed);
        return sealed;
    }

    String open(UUID webhook, byte[] sealed) {
        return seal.open(webhook, sealed);
    }

    /// All that sign now, the newest first.
    public List<String> current(Connection connection, UUID webhook) {
        return Sql.list(connection, """
                select sealed from webhook_secrets
                where webhook_id = ? and (expires_at is null or expires_at > now())
                order by expires_at is not null, created_at desc, id desc limit ?""", row -> seal.open(webhook, row.getBytes(1)), webhook, MOST);
    }
}
