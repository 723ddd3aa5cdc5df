package io.fenji.scoring.problem;

import io.fenji.kit.problem.ProblemType;

/// What this service refuses, besides the problems that all services share.
public enum ScoringProblem implements ProblemType {
    SCHEME_MALFORMED(400, "The document is not a scheme"),
    SEGMENT_SET_MALFORMED(400, "The document is not a segment set"),
    WARNING_RULES_MALFORMED(400, "The document is not one of warning rules"),
    SCHEME_EXISTS(409, "A scheme of this key exists"),
    DRAFT_EXISTS(409, "The scheme has a draft already"),
    VERSION_NOT_DRAFT(409, "Only a draft can be changed"),
    ALREADY_ACTIVE(409, "The version is active already, by another activation"),
    APPROVAL_REQUIRED(409, "The draft has not been approved"),
    APPROVER_IS_AUTHOR(409, "Nobody approves a draft of their own"),
    NOT_SUBMITTED(409, "The draft has not been submitted"),
    TOO_MANY_SCHEMES(409, "There are as many active schemes as there may be"),
    NOTHING_TO_ROLL_BACK(409, "There is no activation to take back"),
    SCHEME_IN_USE(409, "Other schemes look at the tiers of this one"),
    OVERRIDE_EXISTS(409, "The customer has an override in this scheme"),
    SEGMENT_SET_EXISTS(409, "A segment set of this key exists"),
    SEGMENT_EXISTS(409, "Another set has a segment of this key"),
    WEBHOOK_DISABLED(409, "The webhook is disabled"),
    WEBHOOKS_NOT_SET_UP(409, "The service is not set up for webhooks"),
    DELIVERY_NOT_REPLAYABLE(409, "The delivery cannot be sent again"),
    SNAPSHOT_GONE(410, "The snapshot is no longer kept"),
    AUTHOR_REQUIRED(422, "The author is needed"),
    ACTIVATION_INVALID(422, "The activation does not make sense"),
    SIMULATION_INVALID(422, "The simulation does not make sense"),
    SCHEME_INVALID(422, "The scheme does not make sense"),
    KEY_MISMATCH(422, "The document belongs to another scheme"),
    UNKNOWN_SCHEME(422, "There is no such scheme"),
    SCHEME_NOT_ACTIVE(422, "The scheme has no active version"),
    CALIBRATION_IMPOSSIBLE(422, "The scheme cannot be calibrated"),
    UNKNOWN_CUSTOMER(422, "There is no such customer"),
    OVERRIDE_INVALID(422, "The override does not make sense"),
    CORRECTION_INVALID(422, "The correction does not make sense"),
    SEGMENT_SET_INVALID(422, "The segment set does not make sense"),
    NO_SUCH_VALUES(422, "No customer has this attribute"),
    WARNING_RULES_INVALID(422, "The warning rules do not make sense"),
    VALUE_CALIBRATION_INVALID(422, "The value calibration does not make sense"),
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
