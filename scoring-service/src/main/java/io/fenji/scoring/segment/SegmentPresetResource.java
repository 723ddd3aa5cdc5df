package io.fenji.scoring.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.preset.SegmentPresets;
import io.fenji.engine.segment.SegmentSet;
import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.problem.ScoringProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ready-made segment sets.
@Path("/v1/segment-presets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentPresetResource {
    private static final String BY_ATTRIBUTE = "by-attribute";
    private static final int MOST_VALUES = 200;
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");

    /// A preset as clients see it.
    @RegisterForReflection
    public record PresetResponse(
            String key, Map<String, String> name, @Nullable Map<String, String> description, JsonNode document) {
        static PresetResponse from(String key, JsonNode document) {
            SegmentSet set = SegmentSetReader.read(document).required();
            return new PresetResponse(
                    key, set.name(), set.description().isEmpty() ? null : set.description(), document);
        }
    }

    private final Database database;

    SegmentPresetResource(Database database) {
        this.database = database;
    }

    @GET
    public Page<PresetResponse> list() {
        return new Page<>(
                SegmentPresets.keys().stream()
                        .map(key -> PresetResponse.from(key, SegmentPresets.get(key)))
                        .toList(),
                null);
    }

    @GET
    @Path("/{presetKey}")
    public PresetResponse get(@PathParam("presetKey") String key, @QueryParam("attribute") @Nullable String attribute) {
        if (key.equals(BY_ATTRIBUTE)) {
            return PresetResponse.from(key, byAttribute(attribute));
        }
        if (!SegmentPresets.keys().contains(key)) {
            throw ProblemException.notFound("There is no segment preset '%s'".formatted(key));
        }
        if (attribute != null) {
            throw attribute("Only 'by-attribute' is made from an attribute");
        }
        return PresetResponse.from(key, SegmentPresets.get(key));
    }

    private JsonNode byAttribute(@Nullable String attribute) {
        if (attribute == null || !ATTRIBUTE.matcher(attribute).matches()) {
            throw attribute("'by-attribute' needs the key of an attribute, such as province");
        }
        List<String> values = database.call(c -> Sql.list(c, """
                select value from (
                  select attributes ->> ? as value, count(*) as customers from customer_metrics group by 1) v
                where value ~ '\\S' and value !~ '[[:cntrl:]]' and length(value) <= 100 order by customers desc, value limit ?""", row -> row.getString(1), attribute, MOST_VALUES));
        if (values.isEmpty()) {
            throw ProblemException.at(
                    ScoringProblem.NO_SUCH_VALUES,
                    "attribute",
                    "NO_SUCH_VALUES",
                    "No customer has the attribute '%s'".formatted(attribute));
        }
        return SegmentPresets.byAttribute(attribute, values);
    }

    private static ProblemException attribute(String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, "attribute", "INVALID_VALUE", detail);
    }
}
