package io.fenji.report.dashboard;

import jakarta.ws.rs.core.Response;

/// Ends a request with another service's problem, as it is.
final class PassedProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Response answer;

    PassedProblem(Response answer) {
        super("%d of another service".formatted(answer.getStatus()));
        this.answer = answer;
    }

    Response answer() {
        return answer;
    }
}
