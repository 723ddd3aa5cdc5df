package io.fenji.scoring.tier;

import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.clock.Clocks;
import io.fenji.scoring.scheme.SchemeStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tiers of many customers by customer id, now or in the past.
@ApplicationScoped
class TierLists {
    private final Database database;
    private final TierReader tiers;
    private final CursorCodec cursors;

    TierLists(Database database, TierReader tiers, CursorCodec cursors) {
        this.database = database;
        this.tiers = tiers;
        this.cursors = cursors;
    }

    /// Where a page ends; the next one asks about the same moments.
    private record Position(UUID customerId, @Nullable Clocks clocks) {
        static Position of(String text) {
            String[] parts = text.split(" ", -1);
            return new Position(
                    UUID.fromString(parts[0]),
                    parts.length == 1 ? null : new Clocks(Instant.parse(parts[1]), Instant.parse(parts[2])));
        }

        @Override
        public String toString() {
            return clocks == null ? customerId.toString() : customerId + " " + clocks.asOf() + " " + clocks.knownAt();
        }
    }

    /// One page.
    ///
    /// @param scope the list and its filters, as they were sent
    /// @param asked null for the present
    Page<TierAnswer> page(String scope, TierFilter filter, @Nullable Clocks asked, int limit, @Nullable String after) {
        @Nullable String text = cursors.decode(scope, after);
        @Nullable Position position = text == null ? null : Position.of(text);
        @Nullable Clocks clocks = position == null ? asked : position.clocks();
        Query query = position == null
                ? filter.query(clocks, " order by t.customer_id limit ?", limit + 1)
                : filter.query(
                        clocks,
                        " and t.customer_id > ? order by t.customer_id limit ?",
                        position.customerId(),
                        limit + 1);
        List<TierAnswer> found = database.transaction(c -> {
            SchemeStore.require(c, filter.scheme());
            planForTheseValues(c);
            return tiers.answers(c, clocks, query);
        });
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Position last = new Position(found.get(limit - 1).customerId(), clocks);
        return new Page<>(found.subList(0, limit), cursors.encode(scope, last.toString()));
    }

    /// What finds one in a million is not what lists everyone.
    private static void planForTheseValues(Connection connection) {
        Sql.execute(connection, "set local plan_cache_mode = force_custom_plan");
    }
}
