package io.fenji.scoring.problem;

import io.fenji.kit.problem.ProblemType;

/// What this service refuses, besides the problems that all services share.
public enum ScoringProblem implements ProblemType {
    SCHEME_MALFORMED(400, "The document is not a scheme"),
    SCHEME_EXISTS(409, "A scheme of this key exists"),
    DRAFT_EXISTS(409, "The scheme has a draft already"),
    VERSION_NOT_DRAFT(409, "Only a draft can be changed"),
    NOTHING_TO_ROLL_BACK(409, "There is no activation to take back"),
    OVERRIDE_EXISTS(409, "The customer has an override in this scheme"),
    WEBHOOK_DISABLED(409, "The webhook is disabled"),
    WEBHOOKS_NOT_SET_UP(409, "The service is not set up for webhooks"),
    DELIVERY_NOT_REPLAYABLE(409, "The delivery cannot be sent again"),
    SNAPSHOT_GONE(410, "The snapshot is no longer kept"),
    ACTIVATION_INVALID(422, "The activation does not make sense"),
    SIMULATION_INVALID(422, "The simulation does not make sense"),
    SCHEME_INVALID(422, "The scheme does not make sense"),
    KEY_MISMATCH(422, "The document belongs to another scheme"),
    UNKNOWN_SCHEME(422, "There is no such scheme"),
    SCHEME_NOT_ACTIVE(422, "The scheme has no active version"),
    CALIBRATION_IMPOSSIBLE(422, "The scheme cannot be calibrated"),
    UNKNOWN_CUSTOMER(422, "There is no such customer"),
    OVERRIDE_INVALID(422, "The override does not make sense"),
    WEBHOOK_URL_FORBIDDEN(422, "The URL may not be called");

    private final int status;
    private final String title;

    ScoringProblem(int status, String title) {
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
