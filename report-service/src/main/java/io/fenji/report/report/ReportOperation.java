package io.fenji.report.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.SqlFailure;
import io.fenji.report.section.DocumentWriter;
import io.fenji.report.text.Language;
import io.fenji.report.upstream.SchemeNotActiveException;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Makes a report and its artefacts in one transaction; begun again after a crash it finds them or makes the same ones.
@ApplicationScoped
class ReportOperation implements OperationHandler {
    static final String KIND = "report";
    private static final long PHASES = 8;

    /// Class 53 of SQLSTATE: out of disk, memory or connections.
    private static final String OUT_OF_ROOM = "53";

    private final ReportMaker maker;
    private final ArtefactWriter writer;
    private final ReportStore store;
    private final ObjectMapper json;

    ReportOperation(ReportMaker maker, ArtefactWriter writer, ReportStore store, ObjectMapper json) {
        this.maker = maker;
        this.writer = writer;
        this.store = store;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) throws Exception {
        UUID id = context.id();
        if (store.find(id).orElseThrow(ReportOperation::deleted).title() == null) {
            make(context, json.treeToValue(context.request(), ReportOrder.class));
        }
        StoredReport report = store.find(id).orElseThrow(ReportOperation::deleted);
        return json.valueToTree(ReportResponse.Links.of(id, report.formats()));
    }

    private void make(OperationContext context, ReportOrder order) {
        Steps steps = new Steps(context);
        Set<String> sections = order.sections() == null ? DocumentWriter.keys() : Set.copyOf(order.sections());
        try {
            boolean made = maker.make(
                    order.scheme(),
                    Language.of(order.language()),
                    order.comparison(),
                    steps::begin,
                    (connection, subject, content) ->
                            writer.write(connection, context.id(), subject, content, sections, steps::at));
            if (!made) {
                throw ProblemException.at(
                        ReportProblem.UNKNOWN_SCHEME,
                        "/scheme",
                        "UNKNOWN_SCHEME",
                        "scoring-service has no scheme %s any more".formatted(order.scheme()));
            }
        } catch (SchemeNotActiveException draft) {
            throw ReportResource.notActive(order.scheme(), draft);
        } catch (UpstreamException away) {
            throw new ProblemException(
                    ReportProblem.SCORING_SERVICE_UNAVAILABLE, "scoring-service cannot be reached", List.of(), away);
        } catch (SqlFailure failure) {
            if (failure.state().startsWith(OUT_OF_ROOM)) {
                throw new ProblemException(
                        ReportProblem.STORAGE_FULL,
                        "The database has no room for the report; nothing of it was kept",
                        List.of(),
                        failure);
            }
            throw failure;
        }
    }

    private static ProblemException deleted() {
        return ProblemException.notFound("The report was deleted while it was made");
    }

    /// Phases as the operation's progress.
    private static final class Steps {
        private final OperationContext context;
        private String phase = "";
        private long done = -1;

        Steps(OperationContext context) {
            this.context = context;
        }

        void begin(String next) {
            at(next, 0, 0);
        }

        void at(String next, long part, long total) {
            if (!next.equals(phase)) {
                phase = next;
                done++;
            }
            context.progress(total == 0 ? phase : "%s: %d of %d".formatted(phase, part, total), done, PHASES);
        }
    }
}
