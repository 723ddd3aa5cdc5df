package io.fenji.customer.interaction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityTable;
import io.fenji.customer.activity.ActivityTable.Column;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An interaction as its caller sees it.
@RegisterForReflection
public record Interaction(
        UUID id,
        ExternalKey key,
        UUID customerId,
        InteractionType type,
        @Nullable String channel,
        @Nullable Direction direction,
        Instant occurredAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    public static final ActivityTable<InteractionContent> TABLE = new ActivityTable<>(
            "interactions",
            "interaction_keys",
            "interaction",
            List.of(
                    new Column<>(
                            "occurred_at",
                            "timestamptz",
                            content -> content.occurredAt().toString()),
                    new Column<>("type", "text", content -> content.type().name()),
                    new Column<>("channel", "text", InteractionContent::channel),
                    new Column<>("direction", "text", InteractionContent::direction)),
            Interaction::read);

    public static Interaction from(Activity<InteractionContent> row) {
        InteractionContent content = row.content();
        return new Interaction(
                row.id(),
                row.key(),
                row.customerId(),
                content.type(),
                content.channel(),
                content.direction(),
                content.occurredAt(),
                row.createdAt(),
                row.updatedAt(),
                row.version());
    }

    private static InteractionContent read(ResultSet row, int first) throws SQLException {
        @Nullable String direction = row.getString(first + 3);
        return new InteractionContent(
                InteractionType.valueOf(row.getString(first + 1)),
                row.getString(first + 2),
                direction == null ? null : Direction.valueOf(direction),
                row.getObject(first, OffsetDateTime.class).toInstant());
    }
}
