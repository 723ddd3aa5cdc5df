package io.fenji.customer.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Computes the day's snapshot: first what the rules of the whole base find, then the counts. Two transactions, because
/// the first holds shares of customers' locks; each done twice changes nothing more.
@ApplicationScoped
class QualityRefreshOperation implements OperationHandler {
    private static final Logger LOG = Logger.getLogger(QualityRefreshOperation.class);
    static final String KIND = "quality-refresh";

    private final Database database;
    private final CleaningRules rules;
    private final BusinessClock clock;
    private final ObjectMapper json;

    QualityRefreshOperation(Database database, CleaningRules rules, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.rules = rules;
        this.clock = clock;
        this.json = json;
    }

    static UUID submit(Connection connection, OperationStore operations, ObjectMapper json) {
        return operations.submit(connection, KIND, json.createObjectNode());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        RuleBook book = rules.book();
        long start = System.nanoTime();
        context.progress("rules", 0, 2L);
        database.transaction(connection -> {
            begin(connection);
            WholeBaseFlags.refresh(connection, book, clock.zone());
            return book;
        });
        context.progress("counts", 1, 2L);
        long counting = System.nanoTime();
        Instant now = clock.now();
        database.transaction(connection -> {
            begin(connection);
            QualityMeasures.store(connection, clock.today(), now);
            return book;
        });
        LOG.infof(
                "Quality of %s: rules of the whole base %d ms, counts %d ms",
                clock.today(),
                Duration.ofNanos(counting - start).toMillis(),
                Duration.ofNanos(System.nanoTime() - counting).toMillis());
        return json.createObjectNode().put("day", clock.today().toString()).put("computedAt", now.toString());
    }

    private static void begin(Connection connection) {
        AdvisoryLock.QUALITY.take(connection);
        // Sorts and hashes of a whole base; PostgreSQL's standard 4 MB would spill them to disk.
        Sql.execute(connection, "set local work_mem = '128MB'");
    }
}
