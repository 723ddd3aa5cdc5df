package io.fenji.kit.operation;

import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.Connection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Long work at a caller's request: once per `Idempotency-Key`, answered with 202 and the operation.
@ApplicationScoped
public class OperationStarts {
    /// Queues the work in the request's transaction.
    @FunctionalInterface
    public interface Submission {
        /// Queues it.
        ///
        /// @return the operation's id
        UUID submit(Connection connection, OperationStore operations);
    }

    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;

    OperationStarts(Database database, OperationStore operations, IdempotencyStore idempotency) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
    }

    /// Starts it, see [IdempotencyStore#run].
    public Response run(String scope, @Nullable String key, Object payload, Submission work) {
        return idempotency.run(
                scope,
                key,
                payload,
                () -> database.call(connection -> {
                    UUID id = work.submit(connection, operations);
                    return Response.accepted(operations.find(connection, id).orElseThrow())
                            .location(URI.create("/v1/operations/" + id))
                            .build();
                }));
    }
}
