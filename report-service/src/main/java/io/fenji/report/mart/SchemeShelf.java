package io.fenji.report.mart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.upstream.KnownScheme;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.ScoringService;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Schemes as scoring-service last told them: asked anew each time, from the mart while the service is away.
@ApplicationScoped
public class SchemeShelf {
    private static final Logger LOG = Logger.getLogger(SchemeShelf.class);
    private static final TypeReference<List<Run>> RUNS = new TypeReference<>() {};

    /// A scheme and how fresh what is known of it is.
    ///
    /// @param current whether scoring-service told it just now
    public record Found(KnownScheme scheme, boolean current) {}

    private final ScoringService scoring;
    private final Database database;
    private final ObjectMapper json;

    SchemeShelf(ScoringService scoring, Database database, ObjectMapper json) {
        this.scoring = scoring;
        this.database = database;
        this.json = json;
    }

    /// Asks for a scheme.
    ///
    /// @return nothing when there is no such scheme
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    public Optional<Found> find(String key) {
        try {
            Optional<KnownScheme> told = scoring.scheme(key);
            told.ifPresent(this::keep);
            return told.map(scheme -> new Found(scheme, true));
        } catch (UpstreamException away) {
            LOG.warnf("Scheme %s is taken from the mart: %s", key, away.getMessage());
            return Optional.of(
                    stored(key).map(scheme -> new Found(scheme, false)).orElseThrow(() -> away));
        }
    }

    private void keep(KnownScheme scheme) {
        database.call(c -> Sql.update(
                c,
                """
                insert into mart_scheme (scheme, version, document, runs, calibration, read_at)
                values (?, ?, ?::jsonb, ?::jsonb, ?::jsonb, now())
                on conflict on constraint mart_scheme_pk do update set version = excluded.version, document = excluded.document,
                    runs = excluded.runs, calibration = excluded.calibration, read_at = excluded.read_at""",
                scheme.key(),
                scheme.version(),
                scheme.document().toString(),
                json.writeValueAsString(scheme.runs()),
                scheme.calibration() == null ? null : scheme.calibration().toString()));
    }

    private Optional<KnownScheme> stored(String key) {
        return database.call(c -> Sql.first(
                c,
                "select version, document, runs, calibration from mart_scheme where scheme = ?",
                row -> {
                    try {
                        String calibration = row.getString(4);
                        return new KnownScheme(
                                key,
                                row.getInt(1),
                                json.readTree(row.getString(2)),
                                json.readValue(row.getString(3), RUNS),
                                calibration == null ? null : json.readTree(calibration));
                    } catch (JsonProcessingException ours) {
                        throw new IllegalStateException(ours);
                    }
                },
                key));
    }
}
