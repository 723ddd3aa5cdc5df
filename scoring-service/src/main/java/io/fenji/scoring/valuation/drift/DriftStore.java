package io.fenji.scoring.valuation.drift;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;

/// The last look at each calibration, as a row.
public final class DriftStore {
    private DriftStore() {}

    /// What the last look found; none before the first.
    public static Optional<Drift> of(Connection connection, UUID calibrationId) {
        return Sql.first(
                connection,
                "select " + Drift.COLUMNS + " from value_drift where calibration_id = ?",
                Drift::read,
                calibrationId);
    }

    static void put(Connection connection, UUID calibrationId, Drift drift) {
        Sql.update(
                connection,
                "insert into value_drift (calibration_id, " + Drift.COLUMNS + """
                        ) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (calibration_id) do update set checked_on = excluded.checked_on,
                          checked_at = excluded.checked_at, days = excluded.days, customers = excluded.customers,
                          expected = excluded.expected, actual = excluded.actual, tolerance = excluded.tolerance,
                          drifted = excluded.drifted""",
                calibrationId,
                drift.checkedOn(),
                drift.checkedAt(),
                drift.days(),
                drift.customers(),
                drift.expected(),
                drift.actual(),
                drift.tolerance(),
                drift.drifted());
    }
}
