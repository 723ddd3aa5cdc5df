package io.fenji.scoring.webhook;

import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Webhooks as rows. Everything runs in the caller's transaction.
@ApplicationScoped
public class WebhookStore {
    private static final String COLUMNS = """
            id, url, description, schemes, from_tiers, to_tiers, directions, state, disabled_reason, disabled_at,
            created_at, updated_at, revision""";

    Webhook create(Connection connection, WebhookRequest request, long position) {
        WebhookFilter filter = request.filterOrEverything();
        return Sql.only(
                connection,
                """
                insert into webhooks (url, description, schemes, from_tiers, to_tiers, directions, position)
                values (?, ?, ?, ?, ?, ?, ?)
                returning\s""" + COLUMNS,
                WebhookStore::webhook,
                request.url(),
                request.description(),
                texts(connection, filter.schemes()),
                texts(connection, filter.from()),
                texts(connection, filter.to()),
                texts(connection, filter.directions()),
                position);
    }

    public Optional<Webhook> find(Connection connection, UUID id) {
        return Sql.first(connection, "select " + COLUMNS + " from webhooks where id = ?", WebhookStore::webhook, id);
    }

    /// The webhook.
    ///
    /// @throws ProblemException 404 when there is none
    public Webhook require(Connection connection, UUID id) {
        return find(connection, id)
                .orElseThrow(() -> ProblemException.notFound("There is no webhook %s".formatted(id)));
    }

    /// Whether it is there; then it stays until the transaction ends.
    public boolean keep(Connection connection, UUID id) {
        return Sql.first(connection, "select true from webhooks where id = ? for key share", row -> true, id)
                .isPresent();
    }

    /// The webhook, and nobody else changes it until the transaction ends.
    ///
    /// @throws ProblemException 404 when there is none
    public Webhook lock(Connection connection, UUID id) {
        return Sql.first(
                        connection,
                        "select " + COLUMNS + " from webhooks where id = ? for update",
                        WebhookStore::webhook,
                        id)
                .orElseThrow(() -> ProblemException.notFound("There is no webhook %s".formatted(id)));
    }

    List<Webhook> page(Connection connection, @Nullable UUID after, int limit) {
        return Sql.list(
                connection,
                "select " + COLUMNS + " from webhooks where ?::uuid is null or id > ?::uuid order by id limit ?",
                WebhookStore::webhook,
                after,
                after,
                limit);
    }

    Webhook replace(Connection connection, UUID id, WebhookRequest request) {
        WebhookFilter filter = request.filterOrEverything();
        return Sql.only(
                connection,
                """
                update webhooks set url = ?, description = ?, schemes = ?, from_tiers = ?, to_tiers = ?,
                  directions = ?, revision = revision + 1, updated_at = now()
                where id = ?
                returning\s""" + COLUMNS,
                WebhookStore::webhook,
                request.url(),
                request.description(),
                texts(connection, filter.schemes()),
                texts(connection, filter.from()),
                texts(connection, filter.to()),
                texts(connection, filter.directions()),
                id);
    }

    void delete(Connection connection, UUID id) {
        Sql.update(connection, "delete from webhooks where id = ?", id);
    }

    /// Switches it on; what waits is tried at once.
    Webhook enable(Connection connection, UUID id) {
        Sql.update(connection, """
                update webhook_deliveries set attempts = 0, next_attempt_at = now()
                where webhook_id = ? and state = 'PENDING'""", id);
        return Sql.only(connection, """
                update webhooks set state = 'ENABLED', disabled_reason = null, disabled_at = null, not_before = null,
                  revision = revision + 1, updated_at = now()
                where id = ?
                returning\s""" + COLUMNS, WebhookStore::webhook, id);
    }

    /// Switches it off, once.
    ///
    /// @return whether it was on
    public boolean disable(Connection connection, UUID id, DisabledReason reason) {
        return Sql.update(connection, """
                        update webhooks set state = 'DISABLED', disabled_reason = ?, disabled_at = now(),
                          revision = revision + 1, updated_at = now()
                        where id = ? and state = 'ENABLED'""", reason.name(), id) > 0;
    }

    /// Notes a change of what belongs to it.
    Webhook touch(Connection connection, UUID id) {
        return Sql.only(
                connection,
                "update webhooks set revision = revision + 1, updated_at = now() where id = ? returning " + COLUMNS,
                WebhookStore::webhook,
                id);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString(9);
        @Nullable List<String> directions = list(row.getArray(7));
        return new Webhook(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                new WebhookFilter(
                        list(row.getArray(4)),
                        list(row.getArray(5)),
                        list(row.getArray(6)),
                        directions == null ? null : directions(directions)),
                WebhookState.valueOf(row.getString(8)),
                reason == null ? null : DisabledReason.valueOf(reason),
                instant(row.getObject(10, OffsetDateTime.class)),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getLong(13));
    }

    private static Set<Direction> directions(List<String> names) {
        return names.stream()
                .map(Direction::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Direction.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable List<String> list(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static @Nullable Array texts(Connection connection, @Nullable Collection<?> values) {
        return values == null ? null : Sql.array(connection, "text", values, Object::toString);
    }
}
