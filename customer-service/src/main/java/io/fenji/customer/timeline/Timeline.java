package io.fenji.customer.timeline;

import io.fenji.customer.activity.Activities;
import io.fenji.customer.feedback.FeedbackEntry;
import io.fenji.customer.interaction.Interaction;
import io.fenji.customer.timeline.TimelineItem.Kind;
import io.fenji.customer.timeline.TimelineItem.OrderSummary;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Merges a customer's rows: first where each stands, a page from each table, then what they say.
@ApplicationScoped
public class Timeline {
    /// Where an item stands: after the newest, `infinity` and the highest id.
    private record Place(Kind kind, UUID id, Instant at) {
        String position() {
            return at + "/" + id;
        }
    }

    private static final String FROM_THE_NEWEST = "infinity/ffffffff-ffff-ffff-ffff-ffffffffffff";
    private static final String PLACES = """
            (select 'ORDER' as kind, id, ordered_at as at from orders
             where customer_id = ? and (ordered_at, id) < (?::timestamptz, ?::uuid)
             order by ordered_at desc, id desc limit ?)
            union all
            (select 'INTERACTION', id, occurred_at from interactions
             where customer_id = ? and (occurred_at, id) < (?::timestamptz, ?::uuid)
             order by occurred_at desc, id desc limit ?)
            union all
            (select 'FEEDBACK', id, occurred_at from feedback
             where customer_id = ? and (occurred_at, id) < (?::timestamptz, ?::uuid)
             order by occurred_at desc, id desc limit ?)
            order by at desc, id desc limit ?""";

    private final Database database;
    private final Activities activities;
    private final CursorCodec cursors;

    Timeline(Database database, Activities activities, CursorCodec cursors) {
        this.database = database;
        this.activities = activities;
        this.cursors = cursors;
    }

    /// A page of a customer's timeline.
    public Page<TimelineItem> page(UUID customerId, @Nullable Integer limit, @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "timeline/" + customerId;
        @Nullable String position = cursors.decode(scope, after);
        return database.call(connection -> {
            List<Place> places =
                    places(connection, customerId, position == null ? FROM_THE_NEWEST : position, most + 1);
            List<Place> shown = places.stream().limit(most).toList();
            return new Page<>(
                    items(connection, customerId, shown),
                    places.size() > most ? cursors.encode(scope, shown.getLast().position()) : null);
        });
    }

    private static List<Place> places(Connection connection, UUID customerId, String position, int limit) {
        String at = position.substring(0, position.indexOf('/'));
        String id = position.substring(position.indexOf('/') + 1);
        return Sql.list(
                connection,
                PLACES,
                row -> new Place(
                        Kind.valueOf(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                customerId,
                at,
                id,
                limit,
                customerId,
                at,
                id,
                limit,
                customerId,
                at,
                id,
                limit,
                limit);
    }

    // A row that went between the two queries is left out.
    private List<TimelineItem> items(Connection connection, UUID customerId, List<Place> places) {
        Map<UUID, TimelineItem> items = new HashMap<>();
        orders(connection, customerId, ids(places, Kind.ORDER), items);
        activities
                .ofCustomer(connection, Interaction.TABLE, customerId, ids(places, Kind.INTERACTION))
                .forEach(row -> {
                    Interaction interaction = Interaction.from(row);
                    items.put(
                            row.id(),
                            new TimelineItem(Kind.INTERACTION, interaction.occurredAt(), null, interaction, null));
                });
        activities
                .ofCustomer(connection, FeedbackEntry.TABLE, customerId, ids(places, Kind.FEEDBACK))
                .forEach(row -> {
                    FeedbackEntry feedback = FeedbackEntry.from(row);
                    items.put(row.id(), new TimelineItem(Kind.FEEDBACK, feedback.occurredAt(), null, null, feedback));
                });
        return places.stream()
                .filter(place -> items.containsKey(place.id()))
                .map(place -> items.get(place.id()))
                .toList();
    }

    private static List<UUID> ids(List<Place> places, Kind kind) {
        return places.stream()
                .filter(place -> place.kind() == kind)
                .map(Place::id)
                .toList();
    }

    private static void orders(Connection connection, UUID customerId, List<UUID> ids, Map<UUID, TimelineItem> items) {
        try {
            Sql.each(
                    connection,
                    0,
                    """
                    select id, ordered_at, source, key, status, channel, purchase, coalesce(own_gross, gross),
                           coalesce(own_returned, returned), currency
                    from orders where customer_id = ? and id = any (?::uuid[])""",
                    row -> items.put(
                            row.getObject(1, UUID.class),
                            new TimelineItem(
                                    Kind.ORDER,
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    order(row),
                                    null,
                                    null)),
                    customerId,
                    connection.createArrayOf("uuid", ids.toArray()));
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    private static OrderSummary order(ResultSet row) throws SQLException {
        BigDecimal gross = row.getBigDecimal(8);
        BigDecimal returned = row.getBigDecimal(9);
        String currency = row.getString(10);
        return new OrderSummary(
                row.getObject(1, UUID.class),
                new ExternalKey(row.getString(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                Money.of(gross, currency),
                Money.of(returned, currency),
                Money.of(gross.subtract(returned), currency));
    }
}
