package io.fenji.scoring.webhook.delivery;

import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.webhook.TierMove;
import io.fenji.scoring.webhook.WebhookFilter;
import io.fenji.scoring.webhook.WebhookStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be delivered. A webhook has a position in the numbered tier changes; those after it become deliveries a
/// slice at a time, in the transaction that moves the position, so none is left out and none costs anything where no
/// webhook wants it. Whoever holds a webhook's lease does both that and the sending.
@ApplicationScoped
class Outbox {
    /// Changes looked at in one transaction.
    private static final int SLICE = 1_000;
    /// A webhook that fails this often has no further deliveries made; its position waits instead.
    private static final int MOST_PENDING = 10_000;

    private static final String DUE = """
            from webhook_deliveries d
            where d.webhook_id = %s and d.state = 'PENDING' and d.next_attempt_at <= now()
              and not exists (
                select from webhook_deliveries e
                where e.webhook_id = d.webhook_id and e.customer_id = d.customer_id and e.state = 'PENDING'
                  and e.sequence < d.sequence)""";
    private static final String HAS_ROOM = """
            (select count(*) from (
               select from webhook_deliveries p where p.webhook_id = %s and p.state = 'PENDING' limit %d) pending) < %2$d""";

    private static final String CLAIM = """
            update webhooks set lease_owner = ?, lease_until = now() + ? * interval '1 millisecond', last_served = now()
            where id = (
              select w.id from webhooks w
              where w.state = 'ENABLED' and (w.lease_until is null or w.lease_until < now())
                and (w.not_before is null or w.not_before <= now())
                and (exists (select %s)
                  or (w.position < (select last from tier_change_counter) and %s))
              order by w.last_served nulls first, w.id
              for update of w skip locked limit 1)
            returning id, url""".formatted(DUE.formatted("w.id"), HAS_ROOM.formatted("w.id", MOST_PENDING));

    /// A webhook to be served, until the lease ends. Each claim has an owner of its own: who lost one and does not know
    /// cannot take the next one's for its own.
    record Lease(UUID owner, UUID webhook, String url) {}

    /// A delivery to be made now.
    record Due(UUID id, String messageId, long sequence, int attempts) {}

    private record Change(
            long sequence,
            UUID customer,
            String scheme,
            int version,
            @Nullable String from,
            @Nullable String to) {}

    private final WebhookStore webhooks;
    private final TierOrder order;

    Outbox(WebhookStore webhooks, TierOrder order) {
        this.webhooks = webhooks;
        this.order = order;
    }

    /// Takes a webhook that has something to be delivered and that nobody serves.
    Optional<Lease> claim(Connection connection, UUID owner, long millis) {
        return Sql.first(
                connection,
                CLAIM,
                row -> new Lease(owner, row.getObject(1, UUID.class), row.getString(2)),
                owner,
                millis);
    }

    /// Keeps claims for a further time. One whose webhook somebody has locked waits for the next time, the others
    /// do not wait for it.
    ///
    /// @return owners whose claims are kept
    List<UUID> renew(Connection connection, Collection<UUID> owners, long millis) {
        return Sql.list(
                connection,
                """
                update webhooks set lease_until = now() + ? * interval '1 millisecond'
                where id in (
                  select id from webhooks where lease_owner = any (?) and lease_until > now() for update skip locked)
                returning lease_owner""",
                row -> row.getObject(1, UUID.class),
                millis,
                Sql.array(connection, "uuid", owners, owner -> owner));
    }

    void release(Connection connection, Lease lease) {
        Sql.update(
                connection,
                "update webhooks set lease_owner = null, lease_until = null where id = ? and lease_owner = ?",
                lease.webhook(),
                lease.owner());
    }

    /// The URL as it is now.
    ///
    /// @return empty when the lease was lost, or the webhook disabled, deleted or asked to be left alone
    Optional<String> url(Connection connection, Lease lease) {
        return Sql.first(connection, """
                select url from webhooks
                where id = ? and lease_owner = ? and lease_until > now() and state = 'ENABLED'
                  and (not_before is null or not_before <= now())""", row -> row.getString(1), lease.webhook(), lease.owner());
    }

    /// A webhook that nobody else changes until the transaction ends.
    record Locked(boolean enabled, String url) {}

    /// Waits for whoever else changes the webhook.
    ///
    /// @return empty when it was deleted
    Optional<Locked> lock(Connection connection, UUID webhook) {
        return Sql.first(
                connection,
                "select state = 'ENABLED', url from webhooks where id = ? for update",
                row -> new Locked(row.getBoolean(1), row.getString(2)),
                webhook);
    }

    /// Leaves a receiver alone that asked for it.
    void pause(Connection connection, UUID webhook, long millis) {
        Sql.update(connection, """
                update webhooks set not_before = greatest(not_before, now() + ? * interval '1 millisecond')
                where id = ?""", millis, webhook);
    }

    /// Deliveries that are due, of each customer the first that is pending.
    List<Due> due(Connection connection, UUID webhook, int most) {
        return Sql.list(
                connection,
                "select d.id, d.message_id, d.sequence, d.attempts %s order by d.sequence limit ?"
                        .formatted(DUE.formatted("?")),
                row -> new Due(row.getObject(1, UUID.class), row.getString(2), row.getLong(3), row.getInt(4)),
                webhook,
                most);
    }

    /// Makes deliveries of the next changes that the webhook wants. Needs a transaction.
    ///
    /// @return false when there are no further changes, or no room
    boolean advance(Connection connection, Lease lease) {
        Optional<Long> locked = Sql.first(
                connection,
                "select position from webhooks w where id = ? and lease_owner = ? and %s for update"
                        .formatted(HAS_ROOM.formatted("w.id", MOST_PENDING)),
                row -> row.getLong(1),
                lease.webhook(),
                lease.owner());
        if (locked.isEmpty()) {
            return false;
        }
        long position = locked.get();
        FeedCursor end = TierChangeFeed.end(connection);
        long upTo = Math.min(position + SLICE, end.sequence());
        if (upTo <= position) {
            return false;
        }
        WebhookFilter filter = webhooks.require(connection, lease.webhook()).filter();
        List<Change> wanted = changes(connection, position, upTo).stream()
                .filter(change -> filter.wants(move(connection, change)))
                .toList();
        insert(connection, lease.webhook(), end.epoch(), wanted);
        Sql.update(connection, "update webhooks set position = ? where id = ?", upTo, lease.webhook());
        return true;
    }

    /// Goes back, so that everything after a number is delivered again.
    static void goBack(Connection connection, UUID webhook, long position) {
        Sql.update(connection, "update webhooks set position = least(position, ?) where id = ?", position, webhook);
    }

    /// Corrections of the past are on the feed: who acts on a change would act on them.
    private static List<Change> changes(Connection connection, long after, long upTo) {
        return Sql.list(
                connection,
                """
                select sequence, customer_id, scheme, scheme_version, previous, tier from tier_history
                where sequence > ? and sequence <= ? and valid_until is null order by sequence""",
                row -> new Change(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6)),
                after,
                upTo);
    }

    private TierMove move(Connection connection, Change change) {
        return new TierMove(
                change.scheme(),
                change.from(),
                change.to(),
                order.directions(
                        connection, new VersionId(change.scheme(), change.version()), change.from(), change.to()));
    }

    /// A change that was delivered before is delivered again.
    private static void insert(Connection connection, UUID webhook, UUID epoch, List<Change> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                """
                insert into webhook_deliveries (webhook_id, message_id, sequence, customer_id, next_attempt_at)
                select ?, ? || '-' || n.sequence, n.sequence, n.customer, now()
                from unnest(?, ?) as n (sequence, customer)
                on conflict (webhook_id, sequence) do update
                set state = 'PENDING', attempts = 0, next_attempt_at = now(), finished_at = null
                where webhook_deliveries.state <> 'PENDING'""",
                webhook,
                epoch.toString(),
                Sql.array(connection, "bigint", wanted, Change::sequence),
                Sql.array(connection, "uuid", wanted, Change::customer));
    }
}
