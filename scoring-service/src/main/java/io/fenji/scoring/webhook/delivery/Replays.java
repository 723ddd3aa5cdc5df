package io.fenji.scoring.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.webhook.Webhook;
import io.fenji.scoring.webhook.WebhookSecrets;
import io.fenji.scoring.webhook.WebhookState;
import io.fenji.scoring.webhook.WebhookStore;
import io.fenji.scoring.webhook.sending.Attempt;
import io.fenji.scoring.webhook.sending.Message;
import io.fenji.scoring.webhook.sending.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is sent because somebody asks: tests, a delivery or many of them again.
@ApplicationScoped
class Replays {
    private final WebhookStore webhooks;
    private final WebhookSecrets secrets;
    private final Deliveries deliveries;
    private final Sender sender;
    private final Database database;
    private final BusinessClock clock;
    private final ObjectMapper json;

    Replays(
            WebhookStore webhooks,
            WebhookSecrets secrets,
            Deliveries deliveries,
            Sender sender,
            Database database,
            BusinessClock clock,
            ObjectMapper json) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.sender = sender;
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    private record Prepared(Webhook webhook, List<String> secrets) {}

    /// Sends a test now, also to a disabled webhook. It is tried once.
    TestResult test(UUID id) {
        Prepared prepared = database.call(c -> new Prepared(webhooks.require(c, id), secrets.current(c, id)));
        TestEvent event = TestEvent.of(id, UUID.randomUUID(), clock.now());
        Attempt attempt =
                sender.send(prepared.webhook().url(), new Message(event.id(), text(event), prepared.secrets()));
        database.transaction(c -> {
            if (webhooks.keep(c, id)) {
                deliveries.addTest(c, id, event.id(), attempt);
            }
            return true;
        });
        return TestResult.of(event.id(), attempt);
    }

    /// Makes one delivery due.
    ///
    /// @throws ProblemException 404, 409 when the webhook is disabled or the delivery was a test
    Delivery replay(UUID webhook, UUID delivery) {
        return database.transaction(c -> {
            requireEnabled(c, webhook);
            Delivery replayed = deliveries.replay(c, webhook, delivery);
            Signals.raise(c, TierChangeFeed.SIGNAL);
            return replayed;
        });
    }

    /// Makes all changes from a place on due. Within the request's transaction.
    ReplayResult replayFrom(UUID webhook, ReplayRequest request) {
        if ((request.since() == null) == (request.sequence() == null)) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "", "ONE_OF", "Give either `since` or `sequence`");
        }
        @Nullable Instant since = time(request.since());
        return database.call(c -> {
            long last = TierChangeFeed.end(c).sequence();
            @Nullable String sequence = request.sequence();
            long first = Math.min(sequence != null ? Long.parseLong(sequence) : firstSince(c, since, last), last + 1);
            // Last, for its lease cannot be renewed while it is locked.
            requireEnabled(c, webhook);
            Outbox.goBack(c, webhook, first - 1);
            Signals.raise(c, TierChangeFeed.SIGNAL);
            return new ReplayResult(Long.toString(first), last + 1 - first);
        });
    }

    private void requireEnabled(Connection connection, UUID id) {
        if (webhooks.lock(connection, id).state() == WebhookState.DISABLED) {
            throw new ProblemException(ScoringProblem.WEBHOOK_DISABLED, "The webhook is disabled; enable it first");
        }
    }

    /// A time that PostgreSQL knows too.
    private @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            Instant now = clock.now();
            return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(now) ? now : time;
        } catch (DateTimeParseException malformed) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST,
                    "/since",
                    "INVALID_VALUE",
                    "It is not a time such as 2026-06-30T01:02:03Z");
        }
    }

    private static long firstSince(Connection connection, @Nullable Instant since, long last) {
        // The sum keeps the planner from walking the numbers from their beginning.
        return Sql.only(
                connection,
                "select coalesce(min(sequence + 0), ?) from tier_history where valid_from >= ?",
                row -> row.getLong(1),
                last + 1,
                since);
    }

    private String text(TestEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
