package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Stays;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.VersionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The version and calibration that all current tiers of a scheme come from.
///
/// @param existing what becomes of the tiers from before the version took effect
public record InForce(VersionId version, @Nullable UUID calibrationId, ExistingTiers existing) {

    /// Where no tier is kept.
    public InForce(VersionId version, @Nullable UUID calibrationId) {
        this(version, calibrationId, ExistingTiers.APPLY_NOW);
    }

    private static final String SELECT =
            "select scheme, scheme_version, calibration_id, existing_tiers, keep_until from schemes_in_force";

    public static List<InForce> all(Connection connection) {
        return Sql.list(connection, SELECT + " order by scheme", InForce::read);
    }

    /// What is in force of one scheme; nothing before its first run.
    public static Optional<InForce> of(Connection connection, String scheme) {
        return Sql.first(connection, SELECT + " where scheme = ?", InForce::read, scheme);
    }

    /// The tiers of schemes in force, the highest first; those of which nothing is in force are left out.
    public static Map<String, List<String>> ladders(Connection connection, Collection<String> schemes) {
        Map<String, List<String>> ladders = new HashMap<>();
        if (!schemes.isEmpty()) {
            Sql.each(
                    connection,
                    0,
                    """
                    select f.scheme, array(select t.value ->> 'key'
                      from json_array_elements(v.document::json -> 'tiers') with ordinality t order by t.ordinality)
                    from schemes_in_force f
                      join scheme_versions v on v.scheme = f.scheme and v.version = f.scheme_version
                    where f.scheme = any (?::text[])""",
                    row -> ladders.put(
                            row.getString(1), List.of((String[]) row.getArray(2).getArray())),
                    (Object) schemes.toArray(String[]::new));
        }
        return ladders;
    }

    private static InForce read(ResultSet row) throws SQLException {
        @Nullable String mode = row.getString(4);
        @Nullable LocalDate until = row.getObject(5, LocalDate.class);
        return new InForce(
                new VersionId(row.getString(1), row.getInt(2)),
                row.getObject(3, UUID.class),
                mode == null
                        ? ExistingTiers.APPLY_NOW
                        : new ExistingTiers(
                                ExistingTiers.Mode.valueOf(mode),
                                until == null ? Stays.NO_DATE : Math.toIntExact(until.toEpochDay())));
    }

    /// Has nothing kept any more where the date is over; everyone was evaluated so.
    public static void endKeeping(Connection connection) {
        Sql.update(connection, """
                update schemes_in_force set existing_tiers = null, keep_until = null
                where keep_until <= (select business_date from metric_copy)""");
    }

    /// Has nothing of the scheme in force any more.
    public static void end(Connection connection, String scheme) {
        Sql.update(connection, "delete from schemes_in_force where scheme = ?", scheme);
    }

    /// Puts these in force for everyone, with the run that evaluated them.
    public void put(
            Connection connection,
            UUID runId,
            Instant computedAt,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf) {
        Sql.update(
                connection,
                """
                insert into schemes_in_force
                  (scheme, scheme_version, calibration_id, run_id, computed_at, business_date, data_as_of, existing_tiers,
                    keep_until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (scheme) do update set scheme_version = excluded.scheme_version,
                  calibration_id = excluded.calibration_id, run_id = excluded.run_id,
                  computed_at = excluded.computed_at, business_date = excluded.business_date,
                  data_as_of = excluded.data_as_of, existing_tiers = excluded.existing_tiers,
                  keep_until = excluded.keep_until""",
                version.scheme(),
                version.version(),
                calibrationId,
                runId,
                computedAt,
                businessDate,
                dataAsOf,
                existing.keeps() ? existing.mode().name() : null,
                existing.until() == Stays.NO_DATE ? null : LocalDate.ofEpochDay(existing.until()));
    }
}
