package io.fenji.customer.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.Owner;
import io.fenji.kit.operation.OperationStarts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Erasures of customers.
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
    /// Whom to erase.
    @RegisterForReflection
    public record ErasureRequest(
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid CustomerReference> customers) {}

    private final OperationStarts starts;
    private final ObjectMapper json;

    ErasureResource(OperationStarts starts, ObjectMapper json) {
        this.starts = starts;
        this.json = json;
    }

    @POST
    public Response create(
            @NotNull @Valid ErasureRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        Checks checks = new Checks();
        for (int i = 0; i < request.customers().size(); i++) {
            request.customers().get(i).check(checks, "/customers/" + i);
        }
        checks.complete();
        return starts.run(
                "POST /v1/erasures",
                idempotencyKey,
                request,
                (connection, operations) ->
                        operations.submit(connection, ErasureOperation.KIND, ids(connection, request)));
    }

    /// Ids only: a key is what shall be forgotten.
    private ObjectNode ids(Connection connection, ErasureRequest request) {
        Checks checks = new Checks();
        ObjectNode document = json.createObjectNode();
        var ids = document.putArray("customers");
        for (int i = 0; i < request.customers().size(); i++) {
            Optional<Owner> customer = request.customers().get(i).find(connection);
            if (customer.isEmpty()) {
                checks.add("/customers/" + i, "UNKNOWN_CUSTOMER", "There is no such customer");
            } else {
                ids.add(customer.get().id().toString());
            }
        }
        checks.complete();
        return document;
    }
}
