package io.fenji.scoring.webhook;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.webhook.sending.ForbiddenTargetException;
import io.fenji.scoring.webhook.sending.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes and changes webhooks. Secrets leave it sealed: what an answer holds is stored with its `Idempotency-Key`.
@ApplicationScoped
class WebhookEditor {
    private final WebhookStore store;
    private final WebhookSecrets secrets;
    private final Sender sender;
    private final Database database;

    WebhookEditor(WebhookStore store, WebhookSecrets secrets, Sender sender, Database database) {
        this.store = store;
        this.secrets = secrets;
        this.sender = sender;
        this.database = database;
    }

    /// Whether the URL may be called. Looks its host up, so not inside a transaction.
    ///
    /// @throws ProblemException 422 when not
    void requireCallable(String url) {
        try {
            sender.check(url);
        } catch (ForbiddenTargetException forbidden) {
            throw ProblemException.at(
                    ScoringProblem.WEBHOOK_URL_FORBIDDEN,
                    "/url",
                    "URL_FORBIDDEN",
                    "The URL may not be called. " + forbidden.getMessage());
        }
    }

    Webhook.WithSecret create(WebhookRequest.New request) {
        return database.call(c -> {
            FeedCursor end = TierChangeFeed.end(c);
            long position = request.after() == null ? end.sequence() : position(request.after(), end);
            Webhook webhook = store.create(c, request.webhook(), position);
            byte[] sealed = secrets.replace(c, webhook.id());
            wake(c);
            return new Webhook.WithSecret(webhook, text(sealed));
        });
    }

    Webhook replace(UUID id, @Nullable String ifMatch, WebhookRequest request) {
        return database.transaction(c -> {
            EntityTags.requireMatch(ifMatch, store.lock(c, id).revision());
            return store.replace(c, id, request);
        });
    }

    void delete(UUID id, @Nullable String ifMatch) {
        database.transaction(c -> {
            EntityTags.requireMatch(ifMatch, store.lock(c, id).revision());
            store.delete(c, id);
            return true;
        });
    }

    Webhook.WithSecret rotateSecret(UUID id) {
        return database.call(c -> {
            store.lock(c, id);
            byte[] sealed = secrets.replace(c, id);
            return new Webhook.WithSecret(store.touch(c, id), text(sealed));
        });
    }

    Webhook enable(UUID id) {
        return database.transaction(c -> {
            Webhook webhook = store.lock(c, id);
            if (webhook.state() == WebhookState.ENABLED) {
                return webhook;
            }
            wake(c);
            return store.enable(c, id);
        });
    }

    Webhook disable(UUID id) {
        return database.transaction(c -> {
            store.lock(c, id);
            store.disable(c, id, DisabledReason.REQUESTED);
            return store.require(c, id);
        });
    }

    /// The secret of an answer, fresh or stored.
    String open(UUID webhook, String sealed) {
        return secrets.open(webhook, Base64.getDecoder().decode(sealed));
    }

    private static long position(String after, FeedCursor end) {
        FeedCursor cursor = FeedCursor.parse(after, end.epoch());
        cursor.requireWithin(end.sequence());
        return cursor.sequence();
    }

    private static void wake(Connection connection) {
        Signals.raise(connection, TierChangeFeed.SIGNAL);
    }

    private static String text(byte[] sealed) {
        return Base64.getEncoder().encodeToString(sealed);
    }
}
