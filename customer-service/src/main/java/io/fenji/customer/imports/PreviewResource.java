package io.fenji.customer.imports;

import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.FileLimits;
import io.fenji.customer.file.ReadingHints;
import io.fenji.customer.file.Row;
import io.fenji.customer.landing.RefusalTexts;
import io.fenji.customer.landing.RowPreview;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.mapping.MappingGuess;
import io.fenji.customer.mapping.MappingVerifier;
import io.fenji.customer.mapping.StoredMapping;
import io.fenji.kit.problem.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a file is and how it would land, before it is imported.
@Path("/v1/imports:preview")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PreviewResource {
    private static final int LOOKED_AT = 500;
    private static final int SHOWN = 20;

    /// A preview; rows only where the mapping can be used.
    @RegisterForReflection
    public record Preview(
            FileFormat file,
            List<String> columns,
            Mapping mapping,
            List<FieldError> notes,
            List<RowPreview.Shown> rows) {}

    private final ImportParameters parameters;
    private final MappingGuess guess;
    private final RowPreview rows;
    private final FileLimits limits;

    PreviewResource(ImportParameters parameters, MappingGuess guess, RowPreview rows, FileLimits limits) {
        this.parameters = parameters;
        this.guess = guess;
        this.rows = rows;
        this.limits = limits;
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
    public Preview preview(
            @QueryParam("type") @Nullable String type,
            @QueryParam("mapping") @Nullable String mapping,
            @Context HttpHeaders headers,
            InputStream body) {
        RefusalTexts texts = RefusalTexts.of(headers.getAcceptableLanguages());
        ImportType known = type == null ? null : ImportParameters.type(type);
        if (mapping != null) {
            StoredMapping stored = parameters.mapping(mapping, known);
            FirstRows first = FirstRows.of(body, stored.mapping().hints(), limits, SHOWN);
            return preview(first, stored.mapping(), List.of(), texts);
        }
        FirstRows first = FirstRows.of(body, ReadingHints.NONE, limits, LOOKED_AT);
        MappingGuess.Proposal proposal = guess.propose(
                known, first.header(), first.rows().stream().map(Row::values).toList());
        return preview(first, proposal.mapping(), proposal.notes(), texts);
    }

    private Preview preview(FirstRows first, Mapping mapping, List<FieldError> notes, RefusalTexts texts) {
        boolean usable = MappingVerifier.verify(mapping).isEmpty();
        List<Row> shown = first.rows().stream().limit(SHOWN).toList();
        return new Preview(
                first.format(),
                first.header(),
                mapping,
                notes,
                usable ? rows.show(mapping, first.format(), first.header(), shown, texts) : List.of());
    }
}
