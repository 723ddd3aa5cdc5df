package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.mart.MartState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fresh the mart's copy of each feed is.
@RegisterForReflection
public record Freshness(@Nullable LocalDate businessDate, List<FeedFreshness> feeds) implements Rows {
    /// How fresh one is.
    ///
    /// @param lagSeconds since it was last read to its end; null before that
    @RegisterForReflection
    public record FeedFreshness(
            String feed,
            boolean copying,
            @Nullable Instant dataAsOf,
            @Nullable Instant caughtUpAt,
            @Nullable BigDecimal lagSeconds) {}

    public Freshness {
        feeds = List.copyOf(feeds);
    }

    public static Freshness read(Connection connection) {
        @Nullable LocalDate date = MartState.read(connection).businessDate();
        return new Freshness(
                date,
                Sql.list(
                        connection,
                        """
                        select feed, copying, data_as_of, caught_up_at,
                            round(extract(epoch from greatest(clock_timestamp() - caught_up_at, interval '0')), 1)
                        from mart_feed order by feed""",
                        row -> new FeedFreshness(
                                row.getString(1),
                                row.getBoolean(2),
                                instant(row.getObject(3, OffsetDateTime.class)),
                                instant(row.getObject(4, OffsetDateTime.class)),
                                row.getBigDecimal(5))));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public List<String> columns() {
        return List.of("feed", "copying", "dataAsOf", "caughtUpAt", "lagSeconds");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return feeds.stream()
                .map(each ->
                        Cells.of(each.feed(), each.copying(), each.dataAsOf(), each.caughtUpAt(), each.lagSeconds()))
                .toList();
    }
}
