package io.fenji.customer.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Applies the rules that are switched on, in portions with a transaction each; after a restart it goes on with what is
/// still due. A dry run counts.
@ApplicationScoped
class RetentionRun implements OperationHandler {
    static final String KIND = "retention";
    private static final int CUSTOMERS_A_PORTION = 20;
    private static final int ROWS_A_PORTION = 10_000;

    private final Database database;
    private final RetentionRules rules;
    private final Erasure erasure;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final ObjectMapper json;

    RetentionRun(
            Database database,
            RetentionRules rules,
            Erasure erasure,
            MetricRefresh refresh,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.rules = rules;
        this.erasure = erasure;
        this.refresh = refresh;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        boolean dryRun = context.request().path("dryRun").asBoolean();
        ObjectNode result = json.createObjectNode().put("dryRun", dryRun);
        var counts = result.putArray("items");
        for (RetentionRule rule : rules.all()) {
            if (rule.enabled() || dryRun) {
                RetentionEntity entity = RetentionEntity.of(rule.entity()).orElseThrow();
                String due = entity.due(
                        clock.now().minus(Duration.ofDays(rule.keepDays())).toString());
                context.progress(rule.entity(), 0, null);
                long rows = dryRun ? count(due) : apply(context, entity, due);
                counts.addObject()
                        .put("entity", rule.entity())
                        .put("enabled", rule.enabled())
                        .put("keepDays", rule.keepDays())
                        .put("rows", rows);
            }
        }
        return result;
    }

    private long count(String due) {
        return database.call(connection ->
                Sql.only(connection, "select count(*) from (%s) due".formatted(due), row -> row.getLong(1)));
    }

    private long apply(OperationContext context, RetentionEntity entity, String due) {
        return entity == RetentionEntity.CUSTOMERS ? customers(context, due) : portions(context, entity, due);
    }

    private long portions(OperationContext context, RetentionEntity entity, String due) {
        long all = 0;
        while (true) {
            long done = switch (entity) {
                case CUSTOMERS -> throw new IllegalArgumentException("Customers are erased, not only deleted");
                case FEEDBACK -> activities("feedback", "feedback_keys", due);
                case INTERACTIONS -> activities("interactions", "interaction_keys", due);
                case DISCLOSURES -> rows("disclosures", due);
                case REJECTIONS -> rejections(due);
            };
            if (done == 0) {
                return all;
            }
            all += done;
            context.progress(entity.key(), all, null);
        }
    }

    /// Whether a customer is due is asked once more when nobody else writes: an order may have come meanwhile.
    private long customers(OperationContext context, String due) {
        long all = 0;
        @Nullable UUID last = null;
        while (true) {
            @Nullable UUID after = last;
            List<UUID> ids = database.call(connection -> Sql.list(
                    connection,
                    "%s and (?::uuid is null or id > ?) order by id limit %d".formatted(due, CUSTOMERS_A_PORTION),
                    row -> row.getObject(1, UUID.class),
                    after,
                    after));
            if (ids.isEmpty()) {
                return all;
            }
            last = ids.getLast();
            all += erasure.eraseDue(ids, due).customers();
            context.progress(RetentionEntity.CUSTOMERS.key(), all, null);
        }
    }

    /// The locks of every writer: the base, then the customers in the order of their ids.
    private long activities(String table, String keys, String due) {
        return database.transaction(connection -> {
            refresh.lockForWrite(connection);
            Sql.execute(connection, """
                    create temporary table due_rows on commit drop as
                    select customer_id, id from %s where id in (%s limit %d)""".formatted(table, due, ROWS_A_PORTION));
            Sql.execute(
                    connection,
                    "create temporary table touched_customers on commit drop as select distinct customer_id from due_rows");
            Sql.list(
                    connection,
                    "select id from customers where id in (select customer_id from touched_customers) order by id for update",
                    row -> true);
            Sql.execute(connection, "delete from %s where id in (select id from due_rows)".formatted(keys));
            long done = Sql.update(connection, """
                    delete from %s r using due_rows d where r.customer_id = d.customer_id and r.id = d.id""".formatted(table));
            forgetFindings(connection);
            refresh.refreshTouched(connection);
            return done;
        });
    }

    private static void forgetFindings(Connection connection) {
        Sql.update(connection, """
                delete from row_findings f using due_rows d where f.customer_id = d.customer_id and f.row_id = d.id""");
    }

    private long rows(String table, String due) {
        return database.transaction(connection -> Sql.update(
                connection, "delete from %s where id in (%s limit %d)".formatted(table, due, ROWS_A_PORTION)));
    }

    private long rejections(String due) {
        return database.transaction(connection -> Sql.update(connection, """
                delete from import_rejections r using (%s limit %d) d
                where r.import_id = d.import_id and r.line = d.line""".formatted(due, ROWS_A_PORTION)));
    }
}
