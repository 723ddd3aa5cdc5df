package io.fenji.scoring.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.calibration.CalibrationStore;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.tier.TierLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// Calibrates the active version from the whole base, for the next tier run. Begun again after a crash it starts over,
/// or finds that it had committed.
@ApplicationScoped
class CalibrationOperation implements OperationHandler {
    static final String KIND = "calibration";

    private final Database database;
    private final MetricFollower follower;
    private final SchemeVersions schemes;
    private final ObjectMapper json;

    CalibrationOperation(Database database, MetricFollower follower, SchemeVersions schemes, ObjectMapper json) {
        this.database = database;
        this.follower = follower;
        this.schemes = schemes;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) throws JsonProcessingException {
        CalibrationRequest request = json.treeToValue(context.request(), CalibrationRequest.class);
        context.progress("catching up", 0, null);
        follower.catchUp();
        UUID id = database.transaction(c -> {
            TierLock.take(c);
            Optional<UUID> done = CalibrationStore.madeBy(c, context.id());
            if (done.isPresent()) {
                return done.get();
            }
            VersionId version = SchemeStore.requireActive(c, request.scheme());
            Scheme scheme = schemes.get(c, version);
            UUID calibration = WholeBase.calibrate(c, version, scheme, WholeBase.load(c, scheme, context), context);
            CalibrationStore.madeBy(c, calibration, context.id());
            return calibration;
        });
        return json.createObjectNode().put("calibrationId", id.toString());
    }
}
