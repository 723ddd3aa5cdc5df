package io.fenji.report.report;

import io.fenji.kit.problem.ProblemType;

/// The problems of reports.
public enum ReportProblem implements ProblemType {
    SCHEME_NOT_ACTIVE(422, "The scheme has no active version"),
    UNKNOWN_DEFINITION(422, "There is no such report definition"),
    UNKNOWN_SCHEME(422, "There is no such scheme"),
    REPORT_NOT_READY(409, "The report is not there yet"),
    REPORT_IN_PROGRESS(409, "The report is still being made"),
    ARTEFACT_GONE(410, "The artefact is no longer there"),
    LINK_NOT_VALID(410, "The link is no longer valid"),
    NO_DELIVERY(409, "There is nowhere to send the report"),
    DELIVERY_NOT_SET_UP(409, "The operator has not set this up"),
    UNKNOWN_TABLE(404, "The report has no such table"),
    STORAGE_FULL(507, "There is no room for the report"),
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
