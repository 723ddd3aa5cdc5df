package io.fenji.report.mart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.upstream.KnownScheme;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.ScoringService;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Schemes as scoring-service last told them, from the mart while the service is away.
@ApplicationScoped
public class SchemeShelf {
    private static final Logger LOG = Logger.getLogger(SchemeShelf.class);
    private static final TypeReference<List<Run>> RUNS = new TypeReference<>() {};

    /// A scheme and how fresh what is known of it is.
    ///
    /// @param current whether scoring-service told it just now
    public record Found(KnownScheme scheme, boolean current) {}

    /// Keys as scoring-service's contract has them: it is not asked about others.
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private record Told(SchemeView scheme, long at) {}

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Duration fresh;
    private final ScoringService scoring;
    private final Database database;
    private final ObjectMapper json;

    SchemeShelf(ScoringService scoring, Database database, ObjectMapper json, MartConfig config) {
        this.fresh = config.schemeFresh();
        this.scoring = scoring;
        this.database = database;
        this.json = json;
    }

    /// The version in force, for figures: asked anew after a few seconds only.
    ///
    /// @return nothing when there is no such scheme
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    public Optional<SchemeView> view(String key) {
        return view(key, fresh);
    }

    /// The version in force, asked just now.
    ///
    /// @return nothing when there is no such scheme
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    public Optional<SchemeView> viewNow(String key) {
        return view(key, Duration.ZERO);
    }

    private Optional<SchemeView> view(String key, Duration good) {
        if (!KEY.matcher(key).matches()) {
            return Optional.empty();
        }
        @Nullable Told last = told.get(key);
        if (last != null && System.nanoTime() - last.at() < good.toNanos()) {
            return Optional.of(last.scheme());
        }
        try {
            Optional<SchemeView> now =
                    scoring.version(key).map(version -> new SchemeView(key, version.version(), version.document()));
            now.ifPresentOrElse(scheme -> told.put(key, new Told(scheme, System.nanoTime())), () -> told.remove(key));
            return now;
        } catch (UpstreamException away) {
            LOG.warnf("Scheme %s is as it was told before: %s", key, away.getMessage());
            return Optional.of(
                    last != null
                            ? last.scheme()
                            : stored(key).map(KnownScheme::view).orElseThrow(() -> away));
        }
    }

    /// Asks for a scheme with its runs, anew each time.
    ///
    /// @return nothing when there is no such scheme
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    public Optional<Found> find(String key) {
        if (!KEY.matcher(key).matches()) {
            return Optional.empty();
        }
        try {
            Optional<KnownScheme> now = scoring.scheme(key);
            now.ifPresent(this::keep);
            return now.map(scheme -> new Found(scheme, true));
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
                    runs = excluded.runs, calibration = excluded.calibration, read_at = excluded.read_at
                where (mart_scheme.version, mart_scheme.document, mart_scheme.runs, mart_scheme.calibration)
                    is distinct from (excluded.version, excluded.document, excluded.runs, excluded.calibration)""",
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
