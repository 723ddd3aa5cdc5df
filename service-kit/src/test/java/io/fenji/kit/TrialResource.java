package io.fenji.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/// A service of no meaning, to try what every service shares.
@Path("/v1/trials")
@Produces("application/json")
@Consumes("application/json")
@RunOnVirtualThread
public class TrialResource {
    public record Trial(@NotNull @Size(max = 10) String name, BigDecimal amount, Integer count) {}

    private final IdempotencyStore idempotency;
    private final OperationStore operations;
    private final Database database;

    TrialResource(IdempotencyStore idempotency, OperationStore operations, Database database) {
        this.idempotency = idempotency;
        this.operations = operations;
        this.database = database;
    }

    @POST
    public Trial echo(@Valid @NotNull Trial trial) {
        return trial;
    }

    @POST
    @Path("/trees")
    public JsonNode tree(JsonNode tree) {
        return tree;
    }

    @GET
    public Map<String, Object> list(@QueryParam("limit") Integer limit) {
        return limit == null ? Map.of() : Map.of("limit", limit);
    }

    @GET
    @Path("/conflict")
    public Trial conflict() {
        throw ProblemException.at(CommonProblem.CONFLICT, "/name", "TAKEN", "The name is taken");
    }

    @GET
    @Path("/bug")
    public Trial bug() {
        throw new IllegalStateException("secret internals");
    }

    @GET
    @Path("/long")
    public StreamingOutput longAnswer(@Context RoutingContext request) {
        return out -> {
            byte[] some = new byte[1 << 16];
            // What is written to a connection that is gone may vanish without a word.
            while (!request.response().closed()) {
                out.write(some);
            }
            throw new IOException("Connection has been closed");
        };
    }

    @GET
    @Path("/by-key/{key}/bug")
    public Trial bugOf(@PathParam("key") String key) {
        return bug();
    }

    @GET
    @Path("/database-away")
    public Trial databaseAway() {
        throw new IllegalStateException(new SQLException("gone", "08006"));
    }

    @POST
    @Path("/once")
    public Response once(@HeaderParam("Idempotency-Key") String key, Trial trial) {
        return idempotency.run(
                "POST /v1/trials/once",
                key,
                trial,
                () -> Response.created(URI.create("/v1/trials/" + UUID.randomUUID()))
                        .entity(Map.of("id", UUID.randomUUID().toString()))
                        .header("ETag", "\"1\"")
                        .build());
    }

    @POST
    @Path("/uploads")
    @Consumes("application/octet-stream")
    public Map<String, Object> upload(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(OutputStream.nullOutputStream()));
    }

    @POST
    @Path("/operations")
    public Response operation(JsonNode request) {
        UUID id = UUID.randomUUID();
        database.transaction(c -> {
            operations.submit(c, id, "trial", request);
            return id;
        });
        return Response.accepted(operations.find(id).orElseThrow()).build();
    }

    /// Succeeds, fails with a problem, fails with a bug, or goes on until it is cancelled.
    @ApplicationScoped
    static class Handler implements OperationHandler {
        @Override
        public String kind() {
            return "trial";
        }

        @Override
        public JsonNode run(OperationContext context) throws Exception {
            switch (context.request().path("end").asText()) {
                case "problem" ->
                    throw ProblemException.at(CommonProblem.CONFLICT, "/end", "AS_ASKED", "A problem was asked for");
                case "bug" -> throw new IllegalStateException("secret internals");
                case "never" -> {
                    for (long done = 0; ; done++) {
                        context.progress("waiting", done, null);
                        Thread.sleep(10);
                    }
                }
                default -> context.progress("working", 3, 3L);
            }
            return JsonNodeFactory.instance.objectNode().put("answer", 42);
        }
    }

    /// Goes on until it is cancelled, and lets others come first.
    @ApplicationScoped
    static class SlowHandler implements OperationHandler {
        @Override
        public String kind() {
            return "slow-trial";
        }

        @Override
        public boolean givesWay() {
            return true;
        }

        @Override
        public JsonNode run(OperationContext context) throws Exception {
            for (long done = 0; ; done++) {
                context.progress("waiting", done, null);
                Thread.sleep(10);
            }
        }
    }
}
