package io.fenji.scoring.valuation.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.value.HoldOut;
import io.fenji.engine.value.ValueDrift;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.valuation.Purchases;
import io.fenji.scoring.value.ValueModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Compares the orders since the calibration in force with those that it expected. Begun again after a crash it does
/// the same.
@ApplicationScoped
class DriftOperation implements OperationHandler {
    static final String KIND = "value-drift";

    private static final Logger LOG = Logger.getLogger(DriftOperation.class);

    private final Database database;
    private final Purchases purchases;
    private final BusinessClock clock;
    private final ObjectMapper json;

    DriftOperation(Database database, Purchases purchases, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.purchases = purchases;
        this.clock = clock;
        this.json = json;
    }

    /// What is to be looked at.
    private record Subject(ValueModels models, LocalDate today) {
        int days() {
            return Math.toIntExact(ChronoUnit.DAYS.between(models.asOf(), today));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        Optional<Drift> found = database.call(c -> {
                    @Nullable LocalDate today = MetricCopy.state(c).businessDate();
                    return today == null
                            ? Optional.<Subject>empty()
                            : ValueModels.inForce(c).map(models -> new Subject(models, today));
                })
                .filter(subject -> subject.days() > 0)
                .flatMap(subject -> look(subject, context));
        return found.<JsonNode>map(json::valueToTree).orElseGet(json::createObjectNode);
    }

    private Optional<Drift> look(Subject subject, OperationContext context) {
        HoldOut since = purchases
                .summaries(subject.models.asOf(), subject.today, rows -> context.progress("loading", rows, null))
                .holdOut(subject.days());
        return ValueDrift.of(subject.models.values(), subject.models.asOf(), since)
                .map(outcome -> {
                    Drift drift = Drift.of(outcome, subject.today, subject.days(), clock.now());
                    database.transaction(c -> {
                        DriftStore.put(c, subject.models.id(), drift);
                        return true;
                    });
                    tell(subject.models, drift);
                    return drift;
                });
    }

    private static void tell(ValueModels models, Drift drift) {
        if (drift.drifted()) {
            LOG.warnf(
                    "Value calibration %s is out of date: %s orders in %s days, expected %s ± %s. POST"
                            + " /v1/value-calibrations makes a new one",
                    models.id(), drift.actual(), drift.days(), drift.expected(), drift.tolerance());
        }
    }
}
