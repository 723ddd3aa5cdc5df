package io.fenji.scoring.correction;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Tells of customers who are not looked at for facts that came late: in the log, and by
/// `fenji.corrections.unchecked`.
@ApplicationScoped
public class Unchecked {
    private static final Logger LOG = Logger.getLogger(Unchecked.class);

    private final MeterRegistry meters;

    Unchecked(MeterRegistry meters) {
        this.meters = meters;
    }

    /// As many as may wait are waiting already.
    public void leftOut(long customers) {
        count(customers, "no-room", "fenji.corrections.most-waiting customers wait already");
    }

    void waitedTooLong(long customers) {
        count(customers, "too-late", "they have waited for longer than fenji.corrections.days");
    }

    void failed() {
        count(1, "failed", "it has failed again and again");
    }

    private void count(long customers, String reason, String sentence) {
        if (customers > 0) {
            LOG.warnf(
                    "Not looked at for facts that came late: %d customers, as %s. POST /v1/tier-corrections does it",
                    customers, sentence);
            meters.counter("fenji.corrections.unchecked", "reason", reason).increment((double) customers);
        }
    }
}
