package io.fenji.customer.imports;

import io.fenji.customer.access.PersonalDataRight;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.RejectionColumns;
import io.fenji.customer.landing.RawRow;
import io.fenji.customer.landing.RefusalTexts;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Refused rows out again, to be mended and sent once more.
// With the path of ImportResource: methods of classes with one path are matched together.
@Path("/v1/imports")
@RunOnVirtualThread
public class RejectionResource {
    private static final String CSV = "text/csv";
    // Below JSON, for callers that accept anything.
    private static final String CSV_SECOND = CSV + ";qs=0.5";
    private static final String LINE_END = "\r\n";
    private static final int PORTION = 2_000;

    /// A page of refused rows with the file's columns.
    @RegisterForReflection
    public record RejectionPage(
            List<String> columns, List<?> items, @Nullable String next) {}

    private final Database database;
    private final ImportStore imports;
    private final CursorCodec cursors;
    private final PersonalDataRight right;

    RejectionResource(Database database, ImportStore imports, CursorCodec cursors, PersonalDataRight right) {
        this.database = database;
        this.imports = imports;
        this.cursors = cursors;
        this.right = right;
    }

    @GET
    @Path("/{id}/rejections")
    @Produces(MediaType.APPLICATION_JSON)
    public RejectionPage page(
            @PathParam("id") UUID id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @Context HttpHeaders headers) {
        int most = PageRequest.limit(limit);
        RefusalTexts texts = RefusalTexts.of(headers.getAcceptableLanguages());
        String scope = "rejections/%s?code=%s".formatted(id, code);
        String position = cursors.decode(scope, after);
        StoredImport stored = stored(id);
        UnaryOperator<ImportStore.Rejection> visible = visible(stored);
        return database.call(connection -> {
            List<ImportStore.Rejection> rows =
                    imports.rejections(connection, id, code, position == null ? 0 : Long.parseLong(position), most + 1);
            List<ImportStore.Rejection> items = rows.stream()
                    .limit(most)
                    .map(row -> visible.apply(row).in(texts))
                    .toList();
            return new RejectionPage(
                    columns(stored),
                    items,
                    rows.size() > most
                            ? cursors.encode(
                                    scope, Long.toString(items.getLast().line()))
                            : null);
        });
    }

    @GET
    @Path("/{id}/rejections")
    @Produces(CSV_SECOND)
    public Response file(
            @PathParam("id") UUID id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @Context HttpHeaders headers) {
        StoredImport stored = stored(id);
        RefusalTexts texts = RefusalTexts.of(headers.getAcceptableLanguages());
        UnaryOperator<ImportStore.Rejection> visible = visible(stored);
        StreamingOutput body =
                out -> write(out, stored, code, row -> visible.apply(row).in(texts));
        return Response.ok(body, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejections-%s.csv\"".formatted(id))
                .build();
    }

    /// With the file's own separator, which a workbook does not have, and the quote that the mapping asks for when the
    /// download comes back.
    private static RawRow.Style style(StoredImport stored) {
        FileFormat format = stored.format();
        String quote = stored.document().quote();
        return new RawRow.Style(
                format == null || format.delimiter() == null
                        ? ','
                        : format.delimiter().charAt(0),
                quote == null ? '"' : quote.charAt(0));
    }

    private StoredImport stored(UUID id) {
        return database.call(connection -> imports.find(connection, id))
                .orElseThrow(() -> ProblemException.notFound("There is no import %s".formatted(id)));
    }

    private UnaryOperator<ImportStore.Rejection> visible(StoredImport stored) {
        return right.isHeld() ? row -> row : new RejectionMask(stored.document(), columns(stored))::hide;
    }

    private static List<String> columns(StoredImport stored) {
        return stored.columns() == null ? List.of() : stored.columns();
    }

    /// A portion is read to its end before it is written, so that a slow reader holds no connection.
    private void write(
            OutputStream out, StoredImport stored, @Nullable String code, UnaryOperator<ImportStore.Rejection> shown)
            throws IOException {
        List<String> columns = columns(stored);
        RawRow.Style style = style(stored);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        List<String> header = new ArrayList<>(columns);
        header.addAll(RejectionColumns.beside(columns, stored.document().knownColumns()));
        // As mappings name them, unguarded.
        writer.write(RawRow.write(header, style) + LINE_END);
        long line = 0;
        List<ImportStore.Rejection> rows;
        do {
            long after = line;
            rows = database.call(connection -> imports.rejections(connection, stored.id(), code, after, PORTION));
            for (ImportStore.Rejection kept : rows) {
                ImportStore.Rejection row = shown.apply(kept);
                line = row.line();
                write(writer, row.row(), columns.size(), List.of(Long.toString(line), row.code(), row.reason()), style);
            }
        } while (rows.size() == PORTION);
        writer.flush();
    }

    /// A short row is filled up and the last column of a long one holds the rest, so that the reasons stand below
    /// their header and nothing is lost.
    private static void write(Writer writer, List<String> row, int width, List<String> reasons, RawRow.Style style)
            throws IOException {
        List<String> values = new ArrayList<>(row.subList(0, Math.min(row.size(), width)));
        if (row.size() > width && width > 0) {
            values.set(width - 1, RawRow.write(row.subList(width - 1, row.size()), style));
        }
        while (values.size() < width) {
            values.add("");
        }
        values.addAll(reasons);
        writer.write(RawRow.guarded(values, style));
        writer.write(LINE_END);
    }
}
