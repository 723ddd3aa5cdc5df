package io.fenji.report.delivery;

import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.delivery.DeliveryStore.Claim;
import io.fenji.report.report.ReportStore;
import io.fenji.report.report.StoredReport;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what is due, one by one; every replica does.
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int DEEPEST_CAUSE = 10;

    private final DeliveryStore deliveries;
    private final ReportStore reports;
    private final Mails mails;
    private final Mailer mailer;
    private final Database database;
    private final DeliveryConfig config;

    Courier(
            DeliveryStore deliveries,
            ReportStore reports,
            Mails mails,
            Mailer mailer,
            Database database,
            DeliveryConfig config) {
        this.deliveries = deliveries;
        this.reports = reports;
        this.mails = mails;
        this.mailer = mailer;
        this.database = database;
        this.config = config;
    }

    @Scheduled(
            every = "${fenji.report-delivery.check}",
            identity = "report-delivery",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliver() {
        if (!config.email()) {
            return;
        }
        Optional<Claim> claim = claim();
        while (claim.isPresent()) {
            deliver(claim.get());
            claim = claim();
        }
    }

    private Optional<Claim> claim() {
        return database.transaction(deliveries::claim);
    }

    private void deliver(Claim claim) {
        @Nullable String failure = null;
        @Nullable Duration pause = null;
        try {
            StoredReport report = reports.find(claim.report()).orElseThrow();
            Mail mail = mails.write(claim, report);
            mailer.send(mail);
        } catch (ProblemException gone) {
            failure = "REPORT_GONE";
        } catch (IOException reading) {
            throw new UncheckedIOException(reading);
        } catch (RuntimeException notSent) {
            boolean refused = isRefused(notSent);
            failure = refused ? "REFUSED" : "NOT_SENT";
            pause = refused ? null : pause(claim.attempts());
            // Servers repeat the recipient in their answers, so only what kind of failure it was.
            LOG.warnf(
                    "Delivery %s was not sent: %s",
                    claim.id(), notSent.getClass().getName());
        }
        @Nullable String outcome = failure;
        @Nullable Duration next = pause;
        database.transaction(c -> {
            deliveries.end(c, claim, outcome, next);
            return true;
        });
        LOG.infof("Delivery %s of report %s: %s", claim.id(), claim.report(), outcome == null ? "sent" : outcome);
    }

    private @Nullable Duration pause(int attempts) {
        List<Duration> delays = config.retryDelays();
        return attempts > delays.size() ? null : delays.get(attempts - 1);
    }

    /// Whether the server said that it never will take it.
    private static boolean isRefused(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof SMTPException smtp) {
                return smtp.isPermanent();
            }
        }
        return false;
    }
}
