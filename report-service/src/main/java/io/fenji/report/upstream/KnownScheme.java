package io.fenji.report.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.upstream.ScoringApi.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What scoring-service tells about a scheme: the version that the current tiers come from (before the first run the
/// active one), the successful runs, the last finished first, and the calibration of that one when it was of this
/// version.
public record KnownScheme(
        String key,
        int version,
        JsonNode document,
        List<Run> runs,
        @Nullable JsonNode calibration) {

    public KnownScheme {
        runs = List.copyOf(runs);
    }

    public SchemeView view() {
        return new SchemeView(key, version, document);
    }
}
