package io.fenji.report.retention;

import io.fenji.kit.sql.Database;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Deletes the artefacts of reports whose time is over, a report a transaction.
@ApplicationScoped
class RetentionSweep {
    private static final Logger LOG = Logger.getLogger(RetentionSweep.class);

    private final RetentionStore retentions;
    private final Database database;
    private final int days;

    RetentionSweep(RetentionStore retentions, Database database, RetentionConfig config) {
        this.retentions = retentions;
        this.database = database;
        this.days = config.days();
    }

    @Scheduled(
            every = "${fenji.reports.retention.check}",
            identity = "report-retention",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Optional<UUID> expired = one();
        while (expired.isPresent()) {
            LOG.infof("Report %s has expired", expired.get());
            expired = one();
        }
    }

    private Optional<UUID> one() {
        return database.transaction(c -> retentions.expireOne(c, days));
    }
}
