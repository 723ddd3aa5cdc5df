package io.fenji.report.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.WebApplicationException;

/// The other service says that the question is wrong.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String detail, Throwable cause) {
        super(detail, cause);
    }

    static RefusedException of(WebApplicationException answer) {
        try {
            return new RefusedException(
                    answer.getResponse()
                            .readEntity(JsonNode.class)
                            .path("detail")
                            .asText(""),
                    answer);
        } catch (RuntimeException unreadable) {
            return new RefusedException("", answer);
        }
    }
}
