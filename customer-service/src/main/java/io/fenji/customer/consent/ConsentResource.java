package io.fenji.customer.consent;

import io.fenji.customer.customer.Customers;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
    // An id, so that the key of a source named "consents" is none.
    private static final String BY_ID = "/{id: [0-9a-fA-F-]+}";
    private static final String PURPOSE = "[a-z0-9][a-z0-9-]{0,59}";

    private final Consents consents;
    private final Customers customers;

    ConsentResource(Consents consents, Customers customers) {
        this.consents = consents;
        this.customers = customers;
    }

    @GET
    @Path(BY_ID + "/consents")
    public Consent.Listing list(@PathParam("id") UUID id) {
        return consents.list(id);
    }

    @GET
    @Path(BY_ID + "/consents/{purpose}")
    public Consent.History get(@PathParam("id") UUID id, @PathParam("purpose") String purpose) {
        return consents.history(id, purpose);
    }

    @PUT
    @Path(BY_ID + "/consents/{purpose}")
    public Consent.History put(
            @PathParam("id") UUID id, @PathParam("purpose") String purpose, @NotNull @Valid ConsentRequest request) {
        if (!purpose.matches(PURPOSE)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "purpose",
                    "INVALID_VALUE",
                    "A purpose has 1 to 60 lower-case letters, digits and '-'");
        }
        return consents.put(id, purpose, request);
    }

    @GET
    @Path("/by-key/{source}/{key}/consents")
    public Consent.Listing listByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return list(customers.idOf(new ExternalKey(source, key)));
    }

    @GET
    @Path("/by-key/{source}/{key}/consents/{purpose}")
    public Consent.History getByKey(
            @PathParam("source") String source, @PathParam("key") String key, @PathParam("purpose") String purpose) {
        return get(customers.idOf(new ExternalKey(source, key)), purpose);
    }

    @PUT
    @Path("/by-key/{source}/{key}/consents/{purpose}")
    public Consent.History putByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @PathParam("purpose") String purpose,
            @NotNull @Valid ConsentRequest request) {
        return put(customers.idOf(new ExternalKey(source, key)), purpose, request);
    }
}
