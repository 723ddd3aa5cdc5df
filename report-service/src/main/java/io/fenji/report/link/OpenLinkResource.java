package io.fenji.report.link;

import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.link.Link.State;
import io.fenji.report.report.ArtefactAnswers;
import io.fenji.report.report.ReportProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.Cache;

/// Opens links.
@Path("/v1/report-links")
@RunOnVirtualThread
public class OpenLinkResource {
    private final LinkStore links;
    private final ArtefactAnswers artefacts;
    private final Guesses guesses;
    private final Database database;

    OpenLinkResource(LinkStore links, ArtefactAnswers artefacts, Guesses guesses, Database database) {
        this.links = links;
        this.artefacts = artefacts;
        this.guesses = guesses;
        this.database = database;
    }

    @GET
    @Cache(noStore = true)
    @Path("/{link}")
    public Response open(@PathParam("link") String secret, @Context HttpServerRequest request) {
        String caller = request.remoteAddress().hostAddress();
        guesses.require(caller);
        Optional<Link> found = database.call(c -> links.use(c, Links.hash(secret)));
        if (found.isEmpty()) {
            guesses.failed(caller);
            throw ProblemException.notFound("There is no such link");
        }
        Link link = found.get();
        if (link.state() != State.ACTIVE) {
            throw new ProblemException(
                    ReportProblem.LINK_NOT_VALID,
                    link.state() == State.REVOKED ? "It was revoked" : "It expired at " + link.expiresAt());
        }
        return artefacts
                .answer(artefacts.require(link.report(), link.format()))
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
