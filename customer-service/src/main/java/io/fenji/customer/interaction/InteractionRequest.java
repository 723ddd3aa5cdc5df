package io.fenji.customer.interaction;

import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityRequest;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An interaction to write.
@RegisterForReflection
public record InteractionRequest(
        @Nullable @Valid ExternalKey key,
        @NotNull @Valid CustomerReference customer,
        @NotNull InteractionType type,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String channel,

        @Nullable Direction direction,
        @NotNull Instant occurredAt)
        implements ActivityRequest<InteractionContent> {

    /// Many.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid InteractionRequest> items) {}

    /// The request that would write an interaction as it is.
    static InteractionRequest of(Activity<InteractionContent> known) {
        InteractionContent content = known.content();
        return new InteractionRequest(
                null,
                CustomerReference.to(known.customerId()),
                content.type(),
                content.channel(),
                content.direction(),
                content.occurredAt());
    }

    @Override
    public void check(Checks checks, String pointer) {
        customer.check(checks, pointer + "/customer");
        checks.moment(pointer + "/occurredAt", occurredAt);
    }

    @Override
    public InteractionRequest cleaned(RequestCleaning rules, String pointer) {
        rules.time(Field.OCCURRED_AT, pointer + "/occurredAt", occurredAt);
        return new InteractionRequest(
                key, customer, type, rules.text(Field.CHANNEL, pointer + "/channel", channel), direction, occurredAt);
    }

    @Override
    public InteractionContent content() {
        return new InteractionContent(type, channel, direction, occurredAt.truncatedTo(ChronoUnit.MICROS));
    }
}
