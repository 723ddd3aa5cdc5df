package io.fenji.report.report;

import io.fenji.kit.problem.ProblemType;

/// The problems of reports.
enum ReportProblem implements ProblemType {
    SCHEME_NOT_ACTIVE(422, "The scheme has no active version"),
    UNKNOWN_SCHEME(422, "There is no such scheme"),
    REPORT_NOT_READY(409, "The report is not there yet"),
    SCORING_SERVICE_UNAVAILABLE(503, "scoring-service cannot be reached");

    private final int status;
    private final String title;

    ReportProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
