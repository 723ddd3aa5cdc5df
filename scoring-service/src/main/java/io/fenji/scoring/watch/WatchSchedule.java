package io.fenji.scoring.watch;

import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.segment.set.SegmentsDue;
import io.fenji.scoring.warning.rules.RulesDue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Has segment scores and the threshold of the valuable estimated anew when their documents say so, once
/// however many instances look; what was missed, or was cut short, is made up for.
@ApplicationScoped
class WatchSchedule {
    private final Database database;
    private final SegmentsDue segments;
    private final RulesDue rules;

    WatchSchedule(Database database, SegmentsDue segments, RulesDue rules) {
        this.database = database;
        this.segments = segments;
        this.rules = rules;
    }

    @Scheduled(every = "${fenji.calibrations.check}", identity = "watch-schedule")
    void check() {
        database.transaction(c -> {
            @Nullable LocalDate today = MetricCopy.state(c).businessDate();
            if (today != null) {
                segments.submit(c, today);
                rules.submit(c, today);
            }
            return true;
        });
    }
}
