package io.fenji.customer.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.landing.RefusalTexts;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.StoredMapping;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files in.
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {
    private static final int LONGEST_FILENAME = 400;

    /// What makes two uploads with one Idempotency-Key the same.
    @RegisterForReflection
    record Payload(
            String type,
            String mapping,
            String sha256,
            @Nullable Boolean validateOnly) {}

    private final Database database;
    private final ImportStore imports;
    private final Upload upload;
    private final ImportParameters parameters;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ObjectMapper json;
    private final BusinessClock clock;

    ImportResource(
            Database database,
            ImportStore imports,
            Upload upload,
            ImportParameters parameters,
            OperationStore operations,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            ObjectMapper json,
            BusinessClock clock) {
        this.database = database;
        this.imports = imports;
        this.upload = upload;
        this.parameters = parameters;
        this.operations = operations;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes({
        "text/csv",
        "application/gzip",
        "application/zip",
        "application/x-ndjson",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        MediaType.APPLICATION_OCTET_STREAM
    })
    public Response create(
            @QueryParam("type") @Nullable String type,
            @QueryParam("mapping") @Nullable String mapping,
            @QueryParam("filename") @Nullable String filename,
            @QueryParam("validateOnly") @Nullable String validateOnly,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream body)
            throws IOException {
        ImportType checkedType = ImportParameters.type(type);
        StoredMapping stored = parameters.mapping(mapping, checkedType);
        if (filename != null && (filename.isBlank() || filename.length() > LONGEST_FILENAME)) {
            throw ImportParameters.fault("filename", "must have 1 to %d characters".formatted(LONGEST_FILENAME));
        }
        boolean check = ImportParameters.flag("validateOnly", validateOnly);
        UUID id = database.call(c -> Sql.only(c, "select uuidv7()", row -> row.getObject(1, UUID.class)));
        Upload.Received received = upload.receive(id, body, checkedType.hasContactData());
        boolean used = false;
        try {
            Response answer = idempotency.run(
                    "POST /v1/imports",
                    idempotencyKey,
                    new Payload(checkedType.key(), stored.name(), received.sha256(), check ? true : null),
                    () -> database.call(c -> submit(c, received, stored, filename, check)));
            used = answer.getHeaderString("Idempotent-Replayed") == null;
            return answer;
        } finally {
            if (!used) {
                upload.discard(id);
            }
        }
    }

    private Response submit(
            Connection connection,
            Upload.Received received,
            StoredMapping mapping,
            @Nullable String filename,
            boolean validateOnly) {
        imports.insert(connection, received.importId(), mapping, filename, received.bytes(), validateOnly);
        operations.submit(connection, received.importId(), ImportOperation.KIND, json.createObjectNode());
        return Response.accepted(response(connection, received.importId(), RefusalTexts.of(List.of())))
                .location(URI.create("/v1/imports/" + received.importId()))
                .build();
    }

    @GET
    public Page<ImportResponse> list(
            @QueryParam("type") @Nullable String type,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @Context HttpHeaders headers) {
        RefusalTexts texts = RefusalTexts.of(headers.getAcceptableLanguages());
        String key = type == null ? null : ImportParameters.type(type).key();
        return database.call(connection -> cursors.page(
                "imports?type=" + key,
                after,
                PageRequest.limit(limit),
                (before, rows) -> imports.list(connection, key, before, rows).stream()
                        .map(row -> response(connection, row, texts))
                        .toList(),
                ImportResponse::id));
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        RefusalTexts texts = RefusalTexts.of(headers.getAcceptableLanguages());
        return database.call(
                connection -> Response.ok(response(connection, id, texts)).build());
    }

    private ImportResponse response(Connection connection, UUID id, RefusalTexts texts) {
        return imports.find(connection, id)
                .map(stored -> response(connection, stored, texts))
                .orElseThrow(() -> ProblemException.notFound("There is no import %s".formatted(id)));
    }

    private ImportResponse response(Connection connection, StoredImport stored, RefusalTexts texts) {
        Operation operation = operations.find(connection, stored.id()).orElseThrow();
        // It may have ended since the import was read, which has its outcome by then.
        StoredImport now = stored.outcome() == null && operation.state().isFinal()
                ? imports.find(connection, stored.id()).orElse(stored)
                : stored;
        return ImportResponse.from(now, operation, clock.now(), texts);
    }
}
