package io.fenji.customer.template;

import io.fenji.customer.mapping.ImportTemplate;
import io.fenji.customer.mapping.ImportTemplates;
import io.fenji.customer.mapping.ImportType;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Templates, made when they are asked for.
@Path("/v1/import-templates")
@RunOnVirtualThread
public class ImportTemplateResource {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ImportTemplates templates;

    ImportTemplateResource(ImportTemplates templates) {
        this.templates = templates;
    }

    @GET
    @Path("/{type}")
    @Produces(XLSX)
    public Response get(@PathParam("type") String type, @QueryParam("language") @Nullable String language)
            throws IOException {
        ImportType known = Arrays.stream(ImportType.values())
                .filter(candidate -> candidate.key().equals(type))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no template for '%s'".formatted(type)));
        String wanted = language == null ? ImportTemplates.LANGUAGES.getFirst() : language;
        ImportTemplate template = templates
                .find(known, wanted)
                .orElseThrow(() -> ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "language",
                        "INVALID_VALUE",
                        "language must be one of " + ImportTemplates.LANGUAGES));
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        new TemplateWorkbook(template).writeTo(workbook);
        return Response.ok(workbook.toByteArray())
                .header("Content-Disposition", "attachment; filename=\"%s.xlsx\"".formatted(template.mappingName()))
                .build();
    }
}
