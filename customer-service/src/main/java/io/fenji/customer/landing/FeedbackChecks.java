package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// What the type of a feedback row asks of its other values; the same is asked of single writes.
final class FeedbackChecks {
    private final Connection connection;
    private final Mapping mapping;

    private FeedbackChecks(Connection connection, Mapping mapping) {
        this.connection = connection;
        this.mapping = mapping;
    }

    static void refuse(Connection connection, Mapping mapping) {
        FeedbackChecks checks = new FeedbackChecks(connection, mapping);
        checks.belongs(Field.SCORE, "type in ('CSAT', 'NPS')");
        checks.belongs(Field.STARS, "type = 'REVIEW'");
        checks.belongs(Field.SEVERITY, "type = 'COMPLAINT'");
        checks.belongs(Field.REFERRED_CUSTOMER_KEY, "type = 'REFERRAL'");
        if (mapping.fills(Field.SCORE)) {
            checks.refuse(
                    Refusal.NUMBER_OUT_OF_RANGE,
                    "score not between case type when 'CSAT' then 1 else 0 end and case type when 'CSAT' then 5 else 10 end",
                    Reason.sql("NUMBER_OUT_OF_RANGE.score", "score", "type"));
        }
        if (mapping.fills(Field.STARS)) {
            checks.refuse(
                    Refusal.NUMBER_OUT_OF_RANGE,
                    "rating not between 1 and 5",
                    Reason.sql("NUMBER_OUT_OF_RANGE.rating", "rating"));
        }
        if (mapping.fills(Field.RESOLVED_AT)) {
            checks.refuse(
                    Refusal.UNSUITED_VALUE,
                    "type <> 'COMPLAINT' and resolved_at is not null",
                    Reason.sql("UNSUITED_VALUE", "type", "'resolvedAt'"));
            checks.refuse(
                    Refusal.RESOLVED_TOO_EARLY,
                    "resolved_at < occurred_at",
                    Reason.sql("RESOLVED_TOO_EARLY", "resolved_at", "occurred_at"));
        }
    }

    private void belongs(Field field, String toType) {
        if (mapping.fills(field)) {
            refuse(
                    Refusal.MISSING_VALUE,
                    "%s and %s is null".formatted(toType, field.column()),
                    Reason.sql("MISSING_VALUE.type", "type", "'%s'".formatted(field.key())));
            refuse(
                    Refusal.UNSUITED_VALUE,
                    "not (%s) and %s is not null".formatted(toType, field.column()),
                    Reason.sql("UNSUITED_VALUE", "type", "'%s'".formatted(field.key())));
        } else {
            refuse(
                    Refusal.MISSING_VALUE,
                    toType,
                    Reason.sql("MISSING_VALUE.type", "type", "'%s'".formatted(field.key())));
        }
    }

    private void refuse(Refusal refusal, String condition, String reason) {
        Sql.update(
                connection,
                "update staged set code = ?, reason = %s where code is null and (%s)".formatted(reason, condition),
                refusal.name());
    }
}
