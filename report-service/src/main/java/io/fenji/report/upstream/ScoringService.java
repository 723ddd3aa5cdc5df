package io.fenji.report.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.ScoringApi.SchemeSummary;
import io.fenji.report.upstream.ScoringApi.SchemeVersion;
import io.fenji.report.upstream.ScoringApi.VersionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// scoring-service: the scheme in force with its runs and calibration.
@ApplicationScoped
public class ScoringService {
    private static final String NAME = "scoring-service";
    private static final int LATEST_RUNS = 200;
    private static final int NOT_FOUND = 404;

    private final ScoringApi api;

    ScoringService(@RestClient ScoringApi api) {
        this.api = api;
    }

    /// The scheme, or nothing when there is none of this key.
    ///
    /// @throws UpstreamException when the service cannot be reached or answers with an error
    public Optional<KnownScheme> scheme(String key) {
        try {
            return Optional.of(read(key));
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new UpstreamException(NAME, answer);
        } catch (RuntimeException failure) {
            throw new UpstreamException(NAME, failure);
        }
    }

    private KnownScheme read(String key) {
        SchemeSummary summary = api.scheme(key);
        SchemeVersion version = api.version(key, version(summary));
        List<Run> runs = api.runs(key, LATEST_RUNS).items().stream()
                .filter(run -> "SUCCEEDED".equals(run.state()))
                .toList();
        return new KnownScheme(key, version.version(), version.document(), runs, calibration(runs));
    }

    private static int version(SchemeSummary summary) {
        if (summary.inForceVersion() != null) {
            return summary.inForceVersion();
        }
        if (summary.activeVersion() != null) {
            return summary.activeVersion();
        }
        return summary.versions() == null
                ? 1
                : summary.versions().stream()
                        .mapToInt(VersionSummary::version)
                        .max()
                        .orElse(1);
    }

    private @Nullable JsonNode calibration(List<Run> runs) {
        if (runs.isEmpty() || runs.getFirst().calibrationId() == null) {
            return null;
        }
        return api.calibration(runs.getFirst().calibrationId());
    }
}
