package io.fenji.customer.consent;

import io.fenji.customer.access.PersonalReads;
import io.fenji.customer.customer.Customers;
import io.fenji.customer.value.ExternalKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/// Consents of a customer, addressed by id or key.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsentResource {
    private final Consents consents;
    private final Customers customers;
    private final PersonalReads reads;

    ConsentResource(Consents consents, Customers customers, PersonalReads reads) {
        this.consents = consents;
        this.customers = customers;
        this.reads = reads;
    }

    @GET
    @Path("/{id}/consents")
    public Consent.Listing list(@PathParam("id") UUID id) {
        return consents.list(reads.of(id));
    }

    @POST
    @Path("/{id}/consents")
    public Consent.History add(@PathParam("id") UUID id, @NotNull @Valid ConsentRequest request) {
        return consents.add(reads.of(id), request);
    }

    @GET
    @Path("/by-key/{source}/{key}/consents")
    public Consent.Listing listByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return list(customers.idOf(new ExternalKey(source, key)));
    }

    @POST
    @Path("/by-key/{source}/{key}/consents")
    public Consent.History addByKey(
            @PathParam("source") String source, @PathParam("key") String key, @NotNull @Valid ConsentRequest request) {
        return add(customers.idOf(new ExternalKey(source, key)), request);
    }
}
