package io.fenji.customer.metric;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the feed about a customer that is gone.
@RegisterForReflection
record FeedTombstone(
        UUID customerId,
        boolean deleted,
        String reason,
        @Nullable UUID mergedInto,
        List<String> keys,
        LocalDate businessDate,
        Instant computedAt) {

    static FeedTombstone of(ResultSet row, String reason) throws SQLException {
        return new FeedTombstone(
                row.getObject("customer_id", UUID.class),
                true,
                reason,
                row.getObject("merged_into", UUID.class),
                List.of(),
                row.getObject("business_date", LocalDate.class),
                row.getObject("computed_at", OffsetDateTime.class).toInstant());
    }
}
