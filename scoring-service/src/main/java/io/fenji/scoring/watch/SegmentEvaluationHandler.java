package io.fenji.scoring.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.segment.set.SegmentAdoption;
import io.fenji.scoring.segment.set.SegmentEvaluation;
import io.fenji.scoring.tier.TierLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// Puts a segment set in force and sorts everyone anew, in one transaction: begun again after a crash it
/// does the same.
@ApplicationScoped
class SegmentEvaluationHandler implements OperationHandler {
    private final Database database;
    private final SegmentAdoption sets;
    private final CustomerWatch watch;
    private final BusinessClock clock;
    private final ObjectMapper json;

    SegmentEvaluationHandler(
            Database database, SegmentAdoption sets, CustomerWatch watch, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.sets = sets;
        this.watch = watch;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String kind() {
        return SegmentEvaluation.KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        SegmentEvaluation.Request request = SegmentEvaluation.Request.of(context.request());
        database.transaction(c -> {
            context.progress("waiting for its turn", 0, null);
            TierLock.take(c);
            Instant now = clock.now();
            context.progress("calibrating", 0, null);
            sets.adopt(c, request.set(), request.calibrate(), now);
            watch.everyone(c, now, done -> context.progress("sorting", done, null));
            return true;
        });
        return json.createObjectNode().put("set", request.set());
    }
}
