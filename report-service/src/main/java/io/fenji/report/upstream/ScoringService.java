package io.fenji.report.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.ScoringApi.SchemeSummary;
import io.fenji.report.upstream.ScoringApi.SchemeVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// scoring-service: the scheme in force with its runs and calibration.
@ApplicationScoped
public class ScoringService {
    private static final String NAME = "scoring-service";
    private static final int LATEST_RUNS = 200;
    private static final int PAGE = 200;
    private static final int MOST_SEGMENTS = 1_000;
    private static final int INVALID = 400;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> FOR_A_MOMENT = Set.of(408, 425, 429);

    private final ScoringApi api;

    ScoringService(@RestClient ScoringApi api) {
        this.api = api;
    }

    /// The scheme, or nothing when there is none of this key.
    ///
    /// @throws SchemeNotActiveException when no version of it has been active
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public Optional<KnownScheme> scheme(String key) {
        return ask(() -> {
            SchemeVersion version = inForce(key);
            List<Run> runs = api.runs(key, LATEST_RUNS).items().stream()
                    .filter(run -> "SUCCEEDED".equals(run.state()))
                    .sorted(Comparator.comparing(ScoringService::end).reversed())
                    .toList();
            return new KnownScheme(
                    key, version.version(), version.document(), runs, calibration(runs, version.version()));
        });
    }

    /// The version in force and nothing else, or nothing when there is no scheme of this key.
    ///
    /// @throws SchemeNotActiveException when no version of it has been active
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public Optional<SchemeVersion> version(String key) {
        return ask(() -> inForce(key));
    }

    /// Which warnings; null does not restrict.
    public record WarningFilter(
            @Nullable String scheme,
            @Nullable String tier,
            @Nullable String kind,
            @Nullable String severity,
            @Nullable String province,
            @Nullable String accountManager) {}

    /// A page of open warnings.
    ///
    /// @throws RefusedException when a filter is not valid there
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public JsonNode warnings(WarningFilter filter, @Nullable Integer limit, @Nullable String after) {
        try {
            return api.warnings(
                    filter.scheme(),
                    filter.tier(),
                    filter.kind(),
                    filter.severity(),
                    filter.province(),
                    filter.accountManager(),
                    limit,
                    after);
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == INVALID) {
                throw RefusedException.of(answer);
            }
            throw new UpstreamException(NAME, answer);
        } catch (RuntimeException failure) {
            throw new UpstreamException(NAME, failure);
        }
    }

    /// The calibration of value models that is in force, or nothing when there is none.
    ///
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public Optional<JsonNode> valueCalibration() {
        return ask(() -> {
                    JsonNode items = api.valueCalibrations(1).path("items");
                    return items.isEmpty()
                            ? MissingNode.getInstance()
                            : api.valueCalibration(
                                    UUID.fromString(items.get(0).path("id").asText()));
                })
                .filter(JsonNode::isObject);
    }

    /// All segments, at most some hundreds.
    ///
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public List<JsonNode> segments() {
        return ask(() -> pages(after -> api.segments(PAGE, after), MOST_SEGMENTS))
                .orElseThrow(() -> new UpstreamException(NAME, new IllegalStateException("it knows no segments")));
    }

    /// Open warnings, the newest of them if there are more than so many.
    ///
    /// @param kind null for all
    /// @param severity null for all
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public List<JsonNode> warnings(@Nullable String kind, @Nullable String severity, int most) {
        WarningFilter filter = new WarningFilter(null, null, kind, severity, null, null);
        return pages(after -> warnings(filter, PAGE, after), most);
    }

    /// What is other in a version of a scheme than in an earlier one, each as `text` by language; nothing where one of
    /// them is not known.
    ///
    /// @throws UpstreamException when the service cannot be reached or is no use at the moment
    public Optional<JsonNode> differences(String scheme, int version, int against) {
        return ask(() -> api.differences(scheme, version, against).path("differences"));
    }

    private static List<JsonNode> pages(Function<@Nullable String, JsonNode> page, int most) {
        List<JsonNode> items = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode answer = page.apply(after);
            answer.path("items").forEach(items::add);
            after = answer.path("next").textValue();
        } while (after != null && items.size() < most);
        return items;
    }

    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SchemeNotActiveException draft) {
            throw draft;
        } catch (WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            if (status == NOT_FOUND) {
                return Optional.empty();
            }
            if (status >= 400 && status < 500 && !FOR_A_MOMENT.contains(status)) {
                throw new IllegalStateException("%s refused what was asked: %d".formatted(NAME, status), answer);
            }
            throw new UpstreamException(NAME, answer);
        } catch (RuntimeException failure) {
            throw new UpstreamException(NAME, failure);
        }
    }

    private SchemeVersion inForce(String key) {
        return api.version(key, version(api.scheme(key)));
    }

    private static Instant end(Run run) {
        return run.finishedAt() == null ? Instant.EPOCH : run.finishedAt();
    }

    private static int version(SchemeSummary summary) {
        if (summary.inForceVersion() != null) {
            return summary.inForceVersion();
        }
        if (summary.activeVersion() != null) {
            return summary.activeVersion();
        }
        throw new SchemeNotActiveException(summary.key());
    }

    // That of the newest run, unless the run was of another version: then it says nothing about this document.
    private @Nullable JsonNode calibration(List<Run> runs, int version) {
        if (runs.isEmpty()) {
            return null;
        }
        Run newest = runs.getFirst();
        return newest.calibrationId() == null || !Objects.equals(newest.schemeVersion(), version)
                ? null
                : api.calibration(newest.calibrationId());
    }
}
