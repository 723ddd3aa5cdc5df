package io.fenji.customer.privacy;

import io.fenji.kit.clock.BusinessClock;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/// Has the retention rules applied each day, once in the cluster. A business date that is fixed has no days that pass.
@ApplicationScoped
class RetentionSchedule {
    private final RetentionRuns runs;
    private final BusinessClock clock;

    RetentionSchedule(RetentionRuns runs, BusinessClock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Scheduled(every = "${fenji.retention.day-check}", identity = "retention-day")
    void look() {
        if (!clock.isFixed()) {
            runs.begin(clock.today());
        }
    }
}
