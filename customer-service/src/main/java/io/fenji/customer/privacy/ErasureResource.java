package io.fenji.customer.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.Owner;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
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
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    ErasureResource(Database database, OperationStore operations, IdempotencyStore idempotency, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
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
        return idempotency.run(
                "POST /v1/erasures",
                idempotencyKey,
                request,
                () -> database.call(connection -> {
                    UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
                    operations.submit(connection, id, ErasureOperation.KIND, ids(connection, request));
                    return Response.accepted(operations.find(connection, id).orElseThrow())
                            .location(URI.create("/v1/operations/" + id))
                            .build();
                }));
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
