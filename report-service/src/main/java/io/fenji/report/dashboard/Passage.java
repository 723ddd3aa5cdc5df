package io.fenji.report.dashboard;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.Problem;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passes another service's answer on: its data and its problems as they are, anything else as a 503 of ours.
final class Passage {
    private Passage() {}

    /// The answer to be given to the reader.
    ///
    /// @throws ProblemException 503 when the service cannot be reached or answers what is no use
    static Response through(String service, Supplier<Response> question) {
        try (Response answer = ask(question)) {
            int status = answer.getStatus();
            byte[] body = answer.readEntity(byte[].class);
            if (status == 200 && isType(answer, MediaType.APPLICATION_JSON_TYPE)) {
                return passed(status, MediaType.APPLICATION_JSON, body, null);
            }
            if (status >= 400 && isType(answer, MediaType.valueOf(Problem.MEDIA_TYPE)) && isKnown(status)) {
                return passed(status, Problem.MEDIA_TYPE, body, answer.getHeaderString(HttpHeaders.RETRY_AFTER));
            }
            throw away("%s answered with status %d".formatted(service, status), null);
        } catch (ProcessingException | IllegalStateException failure) {
            throw away("%s cannot be reached at the moment".formatted(service), failure);
        }
    }

    /// What a reader can do something about, or wait for. A 500 of another service is for its own log.
    private static boolean isKnown(int status) {
        return status < 500 || status == 503;
    }

    private static Response ask(Supplier<Response> question) {
        try {
            return question.get();
        } catch (WebApplicationException answer) {
            return answer.getResponse();
        }
    }

    private static boolean isType(Response answer, MediaType wanted) {
        MediaType type = answer.getMediaType();
        return type != null && type.isCompatible(wanted);
    }

    private static Response passed(int status, String type, byte[] body, @Nullable String retryAfter) {
        Response.ResponseBuilder passed =
                Response.status(status).type(type).entity(body).header("Cache-Control", "no-store");
        return retryAfter == null
                ? passed.build()
                : passed.header(HttpHeaders.RETRY_AFTER, retryAfter).build();
    }

    private static ProblemException away(String detail, @Nullable Throwable cause) {
        return new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, detail, List.of(), cause);
    }
}
