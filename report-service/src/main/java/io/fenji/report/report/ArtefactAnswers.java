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
import java.util.UUID;

/// Artefacts as answers.
@ApplicationScoped
public class ArtefactAnswers {
    private final ArtefactStore store;
    private final ReportStore reports;
    private final ObjectMapper json;

    ArtefactAnswers(ArtefactStore store, ReportStore reports, ObjectMapper json) {
        this.store = store;
        this.reports = reports;
        this.json = json;
    }

    /// The artefact.
    ///
    /// @throws ProblemException 404 without such a report, 409 before it is there, 410 afterwards
    public Artefact require(UUID id, ArtefactFormat format) {
        return store.find(id, format).orElseThrow(() -> {
            StoredReport report = reports.find(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no report %s".formatted(id)));
            if (report.title() == null) {
                return new ProblemException(
                        ReportProblem.REPORT_NOT_READY,
                        "Report %s is not there: its state tells whether it will be".formatted(id));
            }
            return new ProblemException(
                    ReportProblem.ARTEFACT_GONE,
                    report.expiredAt() == null
                            ? "Report %s is no longer there as %s: a customer in it was erased, or it is from before there was one"
                                    .formatted(id, format.key())
                            : "Report %s expired at %s".formatted(id, report.expiredAt()));
        });
    }

    /// The whole artefact, for what is small enough to be held.
    public byte[] bytes(Artefact artefact) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(artefact.bytes()));
        store.copy(artefact, whole);
        return whole.toByteArray();
    }

    /// The artefact as an answer.
    public ResponseBuilder answer(Artefact artefact) {
        StreamingOutput body = out -> store.copy(artefact, out);
        ResponseBuilder answer = Response.ok(body, artefact.format().mediaType());
        return switch (artefact.format()) {
            case HTML ->
                answer.header(
                                "Content-Security-Policy",
                                reports.contentSecurityPolicy(artefact.report()).orElse("default-src 'none'"))
                        .header("Referrer-Policy", "no-referrer");
            case JSON -> answer;
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
