package io.fenji.scoring.webhook.delivery;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.webhook.WebhookConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Takes old deliveries out of the log, a portion at a time.
@ApplicationScoped
class LogCleaning {
    private static final int PORTION = 10_000;

    private final Database database;
    private final WebhookConfig config;

    LogCleaning(Database database, WebhookConfig config) {
        this.database = database;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "webhook-log-cleaning")
    void clean() {
        remove(DeliveryState.SUCCEEDED, config.keepSucceeded());
        remove(DeliveryState.FAILED, config.keepFailed());
        // An erasure may have come while they were made.
        database.call(c -> Sql.update(c, """
                delete from webhook_deliveries d
                where d.state = 'PENDING' and not exists (select from tier_history h where h.sequence = d.sequence)"""));
    }

    private void remove(DeliveryState state, Duration kept) {
        long removed;
        do {
            removed = database.call(c -> Sql.update(c, """
                    delete from webhook_deliveries where id in (
                      select id from webhook_deliveries
                      where state = ? and state <> 'PENDING' and finished_at < now() - ? * interval '1 millisecond'
                      limit ?)
                    and state = ?""", state.name(), kept.toMillis(), PORTION, state.name()));
        } while (removed == PORTION);
    }
}
