package io.fenji.report.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.ProblemException;
import io.fenji.report.document.Table;
import io.fenji.report.render.CsvWriter;
import io.fenji.report.render.StoredTables;
import io.fenji.report.report.ArtefactStore.Artefact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/// Artefacts as answers.
@ApplicationScoped
class ArtefactAnswers {
    private final ArtefactStore store;
    private final ObjectMapper json;

    ArtefactAnswers(ArtefactStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    Optional<Artefact> find(UUID report, ArtefactFormat format) {
        return store.find(report, format);
    }

    ResponseBuilder answer(Artefact artefact) {
        StreamingOutput body = out -> store.copy(artefact, out);
        ResponseBuilder answer = Response.ok(body, artefact.format().mediaType());
        return switch (artefact.format()) {
            case HTML, JSON -> answer;
            case PDF -> answer.header("Content-Disposition", name("inline", artefact.report(), "pdf"));
            case XLSX -> answer.header("Content-Disposition", name("attachment", artefact.report(), "xlsx"));
            case CSV -> answer.header("Content-Disposition", name("attachment", artefact.report(), "csv"));
        };
    }

    /// A table of the report's sections as CSV.
    ResponseBuilder table(Artefact content, String key) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try {
            store.copy(content, whole);
            Table table = StoredTables.find(json.readTree(whole.toByteArray()), key)
                    .orElseThrow(() -> new ProblemException(
                            ReportProblem.UNKNOWN_TABLE, "The report has no table %s".formatted(key)));
            CsvWriter.write(table, csv);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Response.ok(csv.toByteArray(), ArtefactFormat.CSV.mediaType())
                .header("Content-Disposition", name("attachment", content.report(), "csv"));
    }

    private static String name(String disposition, UUID report, String ending) {
        return "%s; filename=\"fenji-report-%s.%s\"".formatted(disposition, report, ending);
    }
}
