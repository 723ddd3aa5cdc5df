package io.fenji.customer.privacy;

import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one person may ask for: a copy of its data, and that they are not processed.
@Path("/v1/customers/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerPrivacyResource {
    /// Why.
    @RegisterForReflection
    public record RestrictionRequest(
            @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
            String reason) {}

    private final DataExport exports;
    private final Restrictions restrictions;

    CustomerPrivacyResource(DataExport exports, Restrictions restrictions) {
        this.exports = exports;
        this.restrictions = restrictions;
    }

    @GET
    @Path("/data-export")
    public DataExport.Answer export(@PathParam("id") UUID id) {
        return exports.of(id);
    }

    @GET
    @Path("/restriction")
    public Restriction restriction(@PathParam("id") UUID id) {
        return restrictions.get(id);
    }

    @PUT
    @Path("/restriction")
    @Consumes(MediaType.APPLICATION_JSON)
    public Restriction restrict(@PathParam("id") UUID id, @NotNull @Valid RestrictionRequest request) {
        return restrictions.set(id, request.reason());
    }

    @DELETE
    @Path("/restriction")
    public void lift(@PathParam("id") UUID id) {
        restrictions.lift(id);
    }
}
