package io.fenji.customer.imports;

import io.fenji.customer.landing.RawRow;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Refused rows out again, to be mended and sent once more.
@Path("/v1/imports/{id}/rejections")
@RunOnVirtualThread
public class RejectionResource {
    private static final String CSV = "text/csv";
    // Below JSON, for callers that accept anything.
    private static final String CSV_SECOND = CSV + ";qs=0.5";
    private static final int FETCH_SIZE = 1_000;

    /// A page of refused rows with the file's columns.
    @RegisterForReflection
    public record RejectionPage(
            List<String> columns, List<?> items, @Nullable String next) {}

    private final Database database;
    private final ImportStore imports;
    private final CursorCodec cursors;

    RejectionResource(Database database, ImportStore imports, CursorCodec cursors) {
        this.database = database;
        this.imports = imports;
        this.cursors = cursors;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RejectionPage page(
            @PathParam("id") UUID id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "rejections/%s?code=%s".formatted(id, code);
        String position = cursors.decode(scope, after);
        return database.call(connection -> {
            List<String> columns = columns(id);
            List<ImportStore.Rejection> rows =
                    imports.rejections(connection, id, code, position == null ? 0 : Long.parseLong(position), most + 1);
            List<ImportStore.Rejection> items = rows.stream().limit(most).toList();
            return new RejectionPage(
                    columns,
                    items,
                    rows.size() > most
                            ? cursors.encode(
                                    scope, Long.toString(items.getLast().line()))
                            : null);
        });
    }

    @GET
    @Produces(CSV_SECOND)
    public Response file(
            @PathParam("id") UUID id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        List<String> header = new ArrayList<>(columns(id));
        header.addAll(List.of("line", "code", "reason"));
        StreamingOutput body = out -> write(out, id, code, header);
        return Response.ok(body, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejections-%s.csv\"".formatted(id))
                .build();
    }

    private List<String> columns(UUID id) {
        StoredImport stored = database.call(connection -> imports.find(connection, id))
                .orElseThrow(() -> ProblemException.notFound("There is no import %s".formatted(id)));
        return stored.columns() == null ? List.of() : stored.columns();
    }

    private void write(OutputStream out, UUID id, @Nullable String code, List<String> header) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write(RawRow.write(header) + "\r\n");
        database.transaction(connection -> {
            Sql.each(
                    connection,
                    FETCH_SIZE,
                    """
                    select raw, line, code, reason from import_rejections
                    where import_id = ? and (?::text is null or code = ?::text) order by line""",
                    row -> append(writer, row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                    id,
                    code,
                    code);
            return header.size();
        });
        writer.flush();
    }

    private static void append(Writer writer, String raw, long line, String code, String reason) {
        try {
            writer.write(raw);
            writer.write(',');
            writer.write(RawRow.write(List.of(Long.toString(line), code, reason)));
            writer.write("\r\n");
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
