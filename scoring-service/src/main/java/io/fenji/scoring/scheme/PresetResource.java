package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.preset.Preset;
import io.fenji.engine.preset.Presets;
import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Ready-made schemes.
@Path("/v1/presets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PresetResource {
    /// A preset as clients see it.
    @RegisterForReflection
    public record PresetResponse(
            String key, Map<String, String> name, Map<String, String> description, JsonNode scheme) {
        static PresetResponse from(Preset preset) {
            return new PresetResponse(
                    preset.key(), preset.scheme().name(), preset.scheme().description(), preset.document());
        }
    }

    @GET
    public Page<PresetResponse> list() {
        return new Page<>(Presets.all().stream().map(PresetResponse::from).toList(), null);
    }

    @GET
    @Path("/{key}")
    public PresetResponse get(@PathParam("key") String key) {
        if (!Presets.keys().contains(key)) {
            throw ProblemException.notFound("There is no preset '%s'".formatted(key));
        }
        return PresetResponse.from(Presets.get(key));
    }
}
