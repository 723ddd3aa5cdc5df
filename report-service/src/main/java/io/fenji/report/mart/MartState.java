package io.fenji.report.mart;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fresh the mart is, by its own data: nothing while it is empty.
public record MartState(
        @Nullable LocalDate businessDate, @Nullable Instant metricsAsOf) {

    public static MartState read(Connection connection) {
        return Sql.only(
                connection,
                "select business_date, data_as_of from mart_feed where feed = ?",
                row -> {
                    OffsetDateTime asOf = row.getObject(2, OffsetDateTime.class);
                    return new MartState(row.getObject(1, LocalDate.class), asOf == null ? null : asOf.toInstant());
                },
                FeedName.METRICS.key());
    }

    /// Whether one of these feeds is being copied from its beginning: the mart holds some of it only, or a mixture of
    /// old and new.
    public static boolean copying(Connection connection, FeedName... feeds) {
        return Sql.only(
                connection,
                "select bool_or(copying) from mart_feed where feed = any (?)",
                row -> row.getBoolean(1),
                Sql.array(connection, "text", List.of(feeds), FeedName::key));
    }

    /// Time of the scheme's newest tier change, null when it has none.
    public static @Nullable Instant tiersAsOf(Connection connection, String scheme) {
        OffsetDateTime newest = Sql.list(
                        connection,
                        "select changed_at from mart_tier_change where scheme = ? order by changed_at desc limit 1",
                        row -> row.getObject(1, OffsetDateTime.class),
                        scheme)
                .stream()
                .findFirst()
                .orElse(null);
        return newest == null ? null : newest.toInstant();
    }
}
