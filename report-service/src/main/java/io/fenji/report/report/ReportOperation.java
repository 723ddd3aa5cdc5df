package io.fenji.report.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.ProblemException;
import io.fenji.report.content.ReportContent;
import io.fenji.report.document.Document;
import io.fenji.report.render.ContentJson;
import io.fenji.report.render.HtmlPage;
import io.fenji.report.render.RenderedPage;
import io.fenji.report.section.DocumentWriter;
import io.fenji.report.text.Language;
import io.fenji.report.upstream.SchemeNotActiveException;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Makes a report and stores its artefacts in one statement; begun again after a crash it makes the same ones.
@ApplicationScoped
class ReportOperation implements OperationHandler {
    static final String KIND = "report";
    private static final long PHASES = 5;

    private final ReportMaker maker;
    private final HtmlPage page;
    private final ReportStore store;
    private final ObjectMapper json;
    private final BusinessClock clock;

    ReportOperation(ReportMaker maker, HtmlPage page, ReportStore store, ObjectMapper json, BusinessClock clock) {
        this.maker = maker;
        this.page = page;
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) throws Exception {
        ReportRequest request = json.treeToValue(context.request(), ReportRequest.class);
        long[] done = new long[1];
        ReportContent content = content(request, phase -> context.progress(phase, done[0]++, PHASES));
        context.progress("page", done[0], PHASES);
        Document document = DocumentWriter.write(content, clock.zone(), DocumentWriter.keys());
        RenderedPage rendered = page.render(document);
        store.finish(
                context.id(),
                new ReportStore.Artefacts(
                        content.title() + " · " + content.scheme().name(),
                        content.freshness().businessDate(),
                        rendered.contentSecurityPolicy(),
                        rendered.html(),
                        ContentJson.write(content, document)));
        return json.valueToTree(ReportResponse.Links.of(context.id()));
    }

    private ReportContent content(ReportRequest request, ReportMaker.Phases phases) {
        try {
            Optional<ReportContent> content = maker.make(request.scheme(), Language.of(request.language()), phases);
            return content.orElseThrow(() -> ProblemException.at(
                    ReportProblem.UNKNOWN_SCHEME,
                    "/scheme",
                    "UNKNOWN_SCHEME",
                    "scoring-service has no scheme %s any more".formatted(request.scheme())));
        } catch (SchemeNotActiveException draft) {
            throw ReportResource.notActive(request.scheme(), draft);
        } catch (UpstreamException away) {
            throw new ProblemException(
                    ReportProblem.SCORING_SERVICE_UNAVAILABLE, "scoring-service cannot be reached", List.of(), away);
        }
    }
}
