package io.fenji.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.fenji.kit.http.AllowedMethods;
import io.fenji.kit.http.HangUps;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Every failure of a request becomes a problem: what, where and, where it can be said, how to mend it.
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemResponses responses;
    private final RoutingContext request;

    @Inject
    ProblemMappers(ProblemResponses responses, RoutingContext request) {
        this.responses = responses;
        this.request = request;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException failure) {
        return responses.of(failure);
    }

    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException failure) {
        return responses.of(JsonProblems.of(failure));
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException failure) {
        return responses.of(JsonProblems.of(failure));
    }

    @ServerExceptionMapper
    public Response violation(ConstraintViolationException failure) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
            errors.add(new FieldError(pointer(violation.getPropertyPath()), "INVALID_VALUE", violation.getMessage()));
        }
        errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail));
        FieldError first = errors.getFirst();
        return responses.of(
                CommonProblem.INVALID_REQUEST,
                "The request is not valid at %s: %s".formatted(first.pointer(), first.detail()),
                errors);
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return responses.of(JsonProblems.of(json));
        }
        if (failure.getCause() instanceof ProblemException problem) {
            return responses.of(problem);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        // JAX-RS says 404 for a query parameter that does not convert; for its sender that is a 400.
        if (failure instanceof NotFoundException
                && failure.getCause() != null
                && request.request().query() != null) {
            return responses.of(
                    CommonProblem.INVALID_PARAMETER,
                    "A parameter of the query has a value that cannot be read: "
                            + failure.getCause().getMessage(),
                    List.of());
        }
        CommonProblem type = CommonProblem.ofStatus(status);
        if (status >= 500) {
            return unexpected(failure);
        }
        Response answer = responses.of(
                type,
                "%s: %s %s".formatted(type.title(), request.request().method(), request.normalizedPath()),
                List.of());
        return type == CommonProblem.METHOD_NOT_ALLOWED
                ? Response.fromResponse(answer)
                        .header("Allow", AllowedMethods.ofResource())
                        .build()
                : answer;
    }

    /// What Vert.x finds wrong with a request only when it is used, such as a query that cannot be decoded.
    @ServerExceptionMapper
    public Response request(HttpException failure) {
        if (failure.getStatusCode() >= 500) {
            return unexpected(failure);
        }
        CommonProblem type = CommonProblem.ofStatus(failure.getStatusCode());
        return responses.of(type, "The request cannot be read: its address or headers are malformed", List.of());
    }

    @ServerExceptionMapper
    public Response anythingElse(Throwable failure) {
        return unexpected(failure);
    }

    private Response unexpected(Throwable failure) {
        @Nullable ProblemException database = DatabaseProblems.of(failure);
        if (database != null) {
            LOG.warnf("%s %s: %s", responses.currentTraceId(), path(), failure.toString());
            return responses.of(database);
        }
        if (HangUps.explain(failure, request)) {
            LOG.debugf("%s %s: the caller hung up (%s)", responses.currentTraceId(), path(), failure.toString());
            // Nobody reads it; but the counters of answers do not take it for a fault of ours.
            return responses.of(CommonProblem.INVALID_REQUEST, "The connection was closed in between", List.of());
        }
        LOG.errorf(failure, "%s %s failed", responses.currentTraceId(), path());
        return responses.of(
                CommonProblem.INTERNAL_ERROR,
                "Something went wrong on our side; the log has it under this problem's traceId",
                List.of());
    }

    /// The request's path for the log: a key of the caller's may be somebody's name or number.
    private String path() {
        return request.normalizedPath().replaceFirst("/by-key/.*", "/by-key/…");
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        boolean inBody = false;
        for (Path.Node node : path) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, CROSS_PARAMETER, RETURN_VALUE -> {}
                case PARAMETER -> pointer.append(node.getName());
                case BEAN, PROPERTY, CONTAINER_ELEMENT -> {
                    if (!inBody) {
                        // The parameter's own name is ours, not the caller's.
                        pointer.setLength(0);
                        inBody = true;
                    }
                    if (node.getIndex() != null) {
                        pointer.append('/').append(node.getIndex());
                    } else if (node.getKey() != null) {
                        pointer.append('/').append(node.getKey());
                    }
                    if (node.getName() != null && !node.getName().startsWith("<")) {
                        pointer.append('/').append(node.getName());
                    }
                }
            }
        }
        return pointer.toString();
    }
}
