package io.fenji.kit.problem;

import io.fenji.kit.http.TraceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Builds the HTTP answer of a problem, with the id that the log also has.
@ApplicationScoped
public class ProblemResponses {
    private final TraceId traceId;

    ProblemResponses(TraceId traceId) {
        this.traceId = traceId;
    }

    public String currentTraceId() {
        return traceId.current();
    }

    public Response of(ProblemException failure) {
        return response(failure.toProblem(traceId.current()));
    }

    Response of(ProblemType type, String detail, List<FieldError> errors) {
        return response(Problem.of(type, detail, errors, traceId.current()));
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder builder = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem);
        if (problem.status() == 503) {
            builder.header("Retry-After", "5");
        } else if (problem.code().equals(CommonProblem.REQUEST_IN_PROGRESS.name())) {
            builder.header("Retry-After", "1");
        }
        return builder.build();
    }
}
