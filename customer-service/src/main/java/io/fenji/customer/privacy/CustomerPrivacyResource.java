package io.fenji.customer.privacy;

import io.fenji.customer.customer.Customers;
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

/// What one person may ask for: a copy of its data, and that they are not processed. Addressed by id or key.
@Path("/v1/customers")
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
    private final Customers customers;

    CustomerPrivacyResource(DataExport exports, Restrictions restrictions, Customers customers) {
        this.exports = exports;
        this.restrictions = restrictions;
        this.customers = customers;
    }

    @GET
    @Path("/{id}/data-export")
    public DataExport.Answer export(@PathParam("id") UUID id) {
        return exports.of(id);
    }

    @GET
    @Path("/{id}/restriction")
    public Restriction restriction(@PathParam("id") UUID id) {
        return restrictions.get(id);
    }

    @PUT
    @Path("/{id}/restriction")
    @Consumes(MediaType.APPLICATION_JSON)
    public Restriction restrict(@PathParam("id") UUID id, @NotNull @Valid RestrictionRequest request) {
        return restrictions.set(id, request.reason());
    }

    @DELETE
    @Path("/{id}/restriction")
    public void lift(@PathParam("id") UUID id) {
        restrictions.lift(id);
    }

    @GET
    @Path("/by-key/{source}/{key}/data-export")
    public DataExport.Answer exportByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return export(id(source, key));
    }

    @GET
    @Path("/by-key/{source}/{key}/restriction")
    public Restriction restrictionByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return restriction(id(source, key));
    }

    @PUT
    @Path("/by-key/{source}/{key}/restriction")
    @Consumes(MediaType.APPLICATION_JSON)
    public Restriction restrictByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @NotNull @Valid RestrictionRequest request) {
        return restrict(id(source, key), request);
    }

    @DELETE
    @Path("/by-key/{source}/{key}/restriction")
    public void liftByKey(@PathParam("source") String source, @PathParam("key") String key) {
        lift(id(source, key));
    }

    private UUID id(String source, String key) {
        return customers.idOf(new ExternalKey(source, key));
    }
}
