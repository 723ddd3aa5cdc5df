package io.fenji.customer.feedback;

import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityRequest;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Feedback to write; its type says which of the values it has.
@RegisterForReflection
public record FeedbackEntryRequest(
        @Nullable @Valid ExternalKey key,
        @NotNull @Valid CustomerReference customer,
        @NotNull FeedbackType type,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String channel,

        @Nullable Instant occurredAt,
        @Nullable @Min(0) @Max(10) Integer score,
        @Nullable @DecimalMin("1") @DecimalMax("5") BigDecimal rating,
        @Nullable Severity severity,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable @Valid ExternalKey referredCustomer)
        implements ActivityRequest<FeedbackContent> {

    /// Many.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid FeedbackEntryRequest> items) {}

    /// The request that would write an answer as it is.
    static FeedbackEntryRequest of(Activity<FeedbackContent> known) {
        FeedbackContent content = known.content();
        boolean complaint = content.type() == FeedbackType.COMPLAINT;
        return new FeedbackEntryRequest(
                null,
                CustomerReference.to(known.customerId()),
                content.type(),
                content.channel(),
                complaint ? null : content.occurredAt(),
                content.score(),
                content.rating(),
                content.severity(),
                complaint ? content.occurredAt() : null,
                content.resolvedAt(),
                content.referredCustomer());
    }

    @Override
    public void check(Checks checks, String pointer) {
        customer.check(checks, pointer + "/customer");
        boolean complaint = type == FeedbackType.COMPLAINT;
        suits(checks, pointer + "/occurredAt", occurredAt, !complaint);
        suits(checks, pointer + "/openedAt", openedAt, complaint);
        suits(checks, pointer + "/severity", severity, complaint);
        suits(checks, pointer + "/score", score, type.hasScore());
        suits(checks, pointer + "/rating", rating, type == FeedbackType.REVIEW);
        suits(checks, pointer + "/referredCustomer", referredCustomer, type == FeedbackType.REFERRAL);
        if (!complaint) {
            checks.require(resolvedAt == null, pointer + "/resolvedAt", "UNSUITED_VALUE", "only complaints have it");
        }
        checks.moment(pointer + "/occurredAt", occurredAt);
        checks.moment(pointer + "/openedAt", openedAt);
        checks.moment(pointer + "/resolvedAt", resolvedAt);
        checks.decimal(pointer + "/rating", rating, 1, 2);
        checks.require(
                score == null || !type.hasScore() || (score >= type.lowest() && score <= type.highest()),
                pointer + "/score",
                "NUMBER_OUT_OF_RANGE",
                "must be %d to %d".formatted(type.lowest(), type.highest()));
        checks.require(
                openedAt == null || resolvedAt == null || !resolvedAt.isBefore(openedAt),
                pointer + "/resolvedAt",
                "RESOLVED_TOO_EARLY",
                "must not be before openedAt");
    }

    @Override
    public FeedbackEntryRequest cleaned(RequestCleaning rules, String pointer) {
        rules.time(Field.OCCURRED_AT, pointer + "/occurredAt", occurredAt);
        rules.time(Field.OCCURRED_AT, pointer + "/openedAt", openedAt);
        rules.time(Field.RESOLVED_AT, pointer + "/resolvedAt", resolvedAt);
        return new FeedbackEntryRequest(
                key,
                customer,
                type,
                rules.text(Field.CHANNEL, pointer + "/channel", channel),
                occurredAt,
                score,
                rating,
                severity,
                openedAt,
                resolvedAt,
                referredCustomer);
    }

    @Override
    public FeedbackContent content() {
        Instant time = Objects.requireNonNull(type == FeedbackType.COMPLAINT ? openedAt : occurredAt);
        return new FeedbackContent(
                type,
                channel,
                time.truncatedTo(ChronoUnit.MICROS),
                score,
                rating == null ? null : rating.stripTrailingZeros(),
                severity,
                resolvedAt == null ? null : resolvedAt.truncatedTo(ChronoUnit.MICROS),
                referredCustomer);
    }

    private void suits(Checks checks, String pointer, @Nullable Object value, boolean needed) {
        if (needed) {
            checks.require(value != null, pointer, "REQUIRED", "%s must have it".formatted(type));
        } else {
            checks.require(value == null, pointer, "UNSUITED_VALUE", "%s does not have it".formatted(type));
        }
    }
}
