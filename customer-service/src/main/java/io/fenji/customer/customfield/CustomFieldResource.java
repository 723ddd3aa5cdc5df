package io.fenji.customer.customfield;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Declarations of custom fields.
@Path("/v1/custom-fields")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomFieldResource {
    private static final String KEY = "[a-z][A-Za-z0-9]{0,39}";

    /// All of them: there are never many.
    @RegisterForReflection
    public record CustomFieldList(List<CustomField> items) {}

    private final CustomFields fields;

    CustomFieldResource(CustomFields fields) {
        this.fields = fields;
    }

    @GET
    public CustomFieldList list() {
        return new CustomFieldList(fields.list());
    }

    @GET
    @Path("/{key}")
    public Response get(@PathParam("key") String key) {
        return answer(Response.ok(), fields.find(key).orElseThrow(() -> CustomFields.missing(key)));
    }

    @PUT
    @Path("/{key}")
    public Response put(
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CustomFieldRequest request) {
        if (!key.matches(KEY)) {
            throw fault("key", "A custom field's key has 1 to 40 letters and digits and begins with a small letter");
        }
        CustomFields.Put put = fields.put(key, request, ifMatch);
        return answer(
                put.created() ? Response.created(URI.create("/v1/custom-fields/" + key)) : Response.ok(), put.field());
    }

    @DELETE
    @Path("/{key}")
    public void delete(
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @QueryParam("values") @Nullable String values) {
        if (values != null && !values.equals("delete")) {
            throw fault("values", "values can only be delete; without it a field in use stays");
        }
        fields.delete(key, ifMatch, values != null);
    }

    private static ProblemException fault(String parameter, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, parameter, "INVALID_VALUE", detail);
    }

    private static Response answer(Response.ResponseBuilder answer, CustomField field) {
        return answer.entity(field)
                .header("ETag", EntityTags.of(field.version()))
                .build();
    }
}
