package io.fenji.customer.privacy;

import java.util.Arrays;
import java.util.Optional;

/// What retention rules speak of.
///
/// In `due` the parameter is the time before which rows are due; the query gives what is counted.
enum RetentionEntity {
    /// Customers without an order, interaction or feedback since, whose record is as old: erased. One whose processing
    /// is
    /// restricted stays: somebody has asked to keep it.
    CUSTOMERS("customers", """
            select id from customers c where created_at < ?1 and updated_at < ?1
              and not exists (select from orders r where r.customer_id = c.id and r.ordered_at >= ?1)
              and not exists (select from interactions r where r.customer_id = c.id and r.occurred_at >= ?1)
              and not exists (select from feedback r where r.customer_id = c.id and r.occurred_at >= ?1)
              and not exists (select from customer_restrictions r where r.customer_id = c.id)"""),
    DISCLOSURES("disclosures", "select id from disclosures where read_at < ?1"),
    /// A complaint that is still open stays.
    FEEDBACK("feedback", """
            select id from feedback where occurred_at < ?1 and (type <> 'COMPLAINT' or resolved_at is not null)"""),
    INTERACTIONS("interactions", "select id from interactions where occurred_at < ?1"),
    /// Refused rows of imports.
    REJECTIONS("rejections", """
            select r.import_id, r.line from import_rejections r join imports i on i.id = r.import_id where i.created_at < ?1""");

    private final String key;
    private final String due;

    RetentionEntity(String key, String due) {
        this.key = key;
        this.due = due;
    }

    static Optional<RetentionEntity> of(String key) {
        return Arrays.stream(values()).filter(entity -> entity.key.equals(key)).findFirst();
    }

    String key() {
        return key;
    }

    /// The query, its time as a literal of ours.
    String due(String time) {
        return due.replace("?1", "'" + time + "'::timestamptz");
    }
}
