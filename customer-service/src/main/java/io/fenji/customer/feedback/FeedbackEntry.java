package io.fenji.customer.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityTable;
import io.fenji.customer.activity.ActivityTable.Column;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Feedback as its caller sees it; `occurredAt` of a complaint is its `openedAt`.
@RegisterForReflection
public record FeedbackEntry(
        UUID id,
        ExternalKey key,
        UUID customerId,
        FeedbackType type,
        @Nullable String channel,
        Instant occurredAt,
        @Nullable Integer score,
        @Nullable BigDecimal rating,
        @Nullable Severity severity,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable ExternalKey referredCustomer,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    public static final ActivityTable<FeedbackContent> TABLE = new ActivityTable<>(
            "feedback",
            "feedback_keys",
            "feedback answer",
            List.of(
                    new Column<>(
                            "occurred_at",
                            "timestamptz",
                            content -> content.occurredAt().toString()),
                    new Column<>("type", "text", content -> content.type().name()),
                    new Column<>("channel", "text", FeedbackContent::channel),
                    new Column<>("score", "smallint", FeedbackContent::score),
                    new Column<>("rating", "numeric", FeedbackContent::rating),
                    new Column<>("severity", "text", FeedbackContent::severity),
                    new Column<>("resolved_at", "timestamptz", FeedbackContent::resolvedAt),
                    new Column<>(
                            "referred_source",
                            "text",
                            content -> content.referredCustomer() == null
                                    ? null
                                    : content.referredCustomer().source()),
                    new Column<>(
                            "referred_key",
                            "text",
                            content -> content.referredCustomer() == null
                                    ? null
                                    : content.referredCustomer().key())),
            FeedbackEntry::read);

    public static FeedbackEntry from(Activity<FeedbackContent> row) {
        FeedbackContent content = row.content();
        return new FeedbackEntry(
                row.id(),
                row.key(),
                row.customerId(),
                content.type(),
                content.channel(),
                content.occurredAt(),
                content.score(),
                content.rating(),
                content.severity(),
                content.type() == FeedbackType.COMPLAINT ? content.occurredAt() : null,
                content.resolvedAt(),
                content.referredCustomer(),
                row.createdAt(),
                row.updatedAt(),
                row.version());
    }

    private static FeedbackContent read(ResultSet row, int first) throws SQLException {
        @Nullable BigDecimal rating = row.getBigDecimal(first + 4);
        @Nullable String severity = row.getString(first + 5);
        @Nullable OffsetDateTime resolvedAt = row.getObject(first + 6, OffsetDateTime.class);
        @Nullable String referredSource = row.getString(first + 7);
        return new FeedbackContent(
                FeedbackType.valueOf(row.getString(first + 1)),
                row.getString(first + 2),
                row.getObject(first, OffsetDateTime.class).toInstant(),
                row.getObject(first + 3, Integer.class),
                rating == null ? null : rating.stripTrailingZeros(),
                severity == null ? null : Severity.valueOf(severity),
                resolvedAt == null ? null : resolvedAt.toInstant(),
                referredSource == null ? null : new ExternalKey(referredSource, row.getString(first + 8)));
    }
}
