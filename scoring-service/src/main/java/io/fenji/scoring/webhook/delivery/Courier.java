package io.fenji.scoring.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeEvent;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.webhook.DisabledReason;
import io.fenji.scoring.webhook.WebhookConfig;
import io.fenji.scoring.webhook.WebhookSecrets;
import io.fenji.scoring.webhook.WebhookStore;
import io.fenji.scoring.webhook.delivery.Outbox.Due;
import io.fenji.scoring.webhook.delivery.Outbox.Lease;
import io.fenji.scoring.webhook.sending.Attempt;
import io.fenji.scoring.webhook.sending.Message;
import io.fenji.scoring.webhook.sending.Sender;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends one delivery and notes what came of it.
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int EPOCH_LENGTH = 36;

    /// A delivery with what is sent; no message when its customer was erased meanwhile.
    record Parcel(Due due, @Nullable Message message) {}

    private final Sender sender;
    private final Deliveries deliveries;
    private final Outbox outbox;
    private final WebhookStore webhooks;
    private final WebhookSecrets secrets;
    private final RetrySchedule schedule;
    private final Database database;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    Courier(
            Sender sender,
            Deliveries deliveries,
            Outbox outbox,
            WebhookStore webhooks,
            WebhookSecrets secrets,
            WebhookConfig config,
            Database database,
            ObjectMapper json,
            MeterRegistry meters) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.schedule = new RetrySchedule(config.retryDelays());
        this.database = database;
        this.json = json;
        this.meters = meters;
    }

    List<Parcel> pack(Connection connection, UUID webhook, List<Due> due) {
        List<String> signing = secrets.current(connection, webhook);
        Map<String, TierChangeEvent> events = new HashMap<>();
        due.stream()
                .collect(Collectors.groupingBy(
                        // The epoch is part of the message's id: another one by now does not change what is sent.
                        delivery -> UUID.fromString(delivery.messageId().substring(0, EPOCH_LENGTH)),
                        Collectors.mapping(Due::sequence, Collectors.toList())))
                .forEach((epoch, sequences) -> TierChangeFeed.events(connection, epoch, sequences)
                        .forEach(event -> events.put(event.id(), event)));
        return due.stream()
                .map(delivery -> {
                    @Nullable TierChangeEvent event = events.get(delivery.messageId());
                    return new Parcel(
                            delivery, event == null ? null : new Message(delivery.messageId(), text(event), signing));
                })
                .toList();
    }

    /// Sends it and notes what came of it.
    ///
    /// @return false when the webhook gets nothing more for now
    boolean deliver(Lease lease, String url, Parcel parcel) {
        Due due = parcel.due();
        @Nullable Message message = parcel.message();
        if (message == null) {
            return database.call(c -> Sql.update(c, "delete from webhook_deliveries where id = ?", due.id()) >= 0);
        }
        Attempt attempt = sender.send(url, message);
        meters.counter("fenji.webhook.attempts", "outcome", attempt.succeeded() ? "success" : "failure")
                .increment();
        if (!attempt.succeeded() && Thread.currentThread().isInterrupted()) {
            // The service stops; that is no fault of the receiver.
            return false;
        }
        if (attempt.succeeded()) {
            database.call(c -> deliveries.end(c, due.id(), due.attempts(), DeliveryState.SUCCEEDED, attempt));
            return true;
        }
        return failed(lease, url, due, attempt);
    }

    private boolean failed(Lease lease, String url, Due due, Attempt attempt) {
        @Nullable
        Duration pause = schedule.pauseAfter(due.attempts() + 1, attempt.retryAfter(), ThreadLocalRandom.current());
        return database.transaction(c -> {
            // The webhook before its deliveries, as everybody locks them.
            Outbox.Locked webhook = outbox.lock(c, lease.webhook()).orElse(null);
            if (webhook == null) {
                return false;
            }
            if (!webhook.url().equals(url)) {
                // What an address said that is no longer called.
                deliveries.retry(c, due.id(), due.attempts(), Duration.ZERO, attempt);
                return false;
            }
            if (attempt.gone()) {
                // It stays pending: whoever enables the webhook again gets it.
                deliveries.retry(c, due.id(), due.attempts(), Duration.ZERO, attempt);
                disable(c, lease, DisabledReason.GONE);
                return false;
            }
            if (pause != null) {
                deliveries.retry(c, due.id(), due.attempts(), pause, attempt);
            } else if (!webhook.enabled() || !deliveries.anySucceededSince(c, lease.webhook(), due.id())) {
                // The receiver is at fault, not the event: it stays pending, too.
                deliveries.retry(c, due.id(), due.attempts(), Duration.ZERO, attempt);
                disable(c, lease, DisabledReason.FAILING);
                return false;
            } else {
                deliveries.end(c, due.id(), due.attempts(), DeliveryState.FAILED, attempt);
            }
            @Nullable Duration asked = attempt.retryAfter();
            if (asked != null && attempt.throttled()) {
                outbox.pause(c, lease.webhook(), asked.toMillis());
                return false;
            }
            return true;
        });
    }

    private void disable(Connection connection, Lease lease, DisabledReason reason) {
        if (webhooks.disable(connection, lease.webhook(), reason)) {
            LOG.warnf("Webhook %s is disabled: %s", lease.webhook(), reason);
            meters.counter("fenji.webhook.disabled", "reason", reason.name()).increment();
        }
    }

    private String text(TierChangeEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
