package io.fenji.scoring.run;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.CalibrationStore;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.LoadedCustomers;
import java.sql.Connection;
import java.util.UUID;

/// Everyone, as a run or a calibration needs them. Callers hold the tier lock.
final class WholeBase {
    private WholeBase() {}

    static LoadedCustomers load(Connection connection, Scheme scheme, OperationContext context) {
        long count = Sql.only(connection, "select count(*) from customer_metrics", row -> row.getLong(1));
        context.progress("loading", 0, count);
        return CustomerLoader.all(
                connection, scheme, Math.toIntExact(count), rows -> context.progress("loading", rows, count));
    }

    /// Estimates and stores.
    static UUID calibrate(
            Connection connection, VersionId version, Scheme scheme, LoadedCustomers base, OperationContext context) {
        context.progress("calibrating", 0, (long) base.size());
        Calibration calibration = Calibrator.calibrate(scheme, base.table());
        MetricCopy.State state = MetricCopy.state(connection);
        return CalibrationStore.insert(connection, version, calibration, state.businessDate(), state.caughtUpAt());
    }
}
