package io.fenji.customer.problem;

import io.fenji.kit.problem.ProblemType;

/// The problems that only this service answers with.
public enum CustomerProblem implements ProblemType {
    KEY_TAKEN(409, "Another row has this key"),
    BACKFILL_RUNNING(409, "The metric's back-fill is still running"),
    MERGE_NOT_UNDOABLE(409, "The merge can no longer be undone"),
    CUSTOMER_MERGED(410, "The customer is part of another one now"),
    PRODUCT_IN_USE(409, "Orders have this product"),
    BUILT_IN_MAPPING(409, "A built-in mapping cannot be replaced"),
    CUSTOM_FIELD_IN_USE(409, "Customers have values of this custom field"),
    BUILT_IN_METRIC(409, "A built-in metric cannot be changed"),
    INVALID_VALUE(422, "A value has no meaning here"),
    UNKNOWN_CUSTOMER(422, "The customer is not known"),
    UNKNOWN_PRODUCT(422, "A product is not known"),
    UNKNOWN_CUSTOM_FIELD(422, "A custom field is not declared"),
    UNKNOWN_MAPPING(422, "There is no such mapping"),
    INVALID_MAPPING(422, "The mapping document has faults"),
    INVALID_METRIC(422, "The metric's definition has faults"),
    TOO_MANY_METRICS(422, "There are as many metrics as there may be"),
    EMPTY_FILE(422, "The file is empty"),
    FILE_TOO_LARGE(413, "The file is too large"),
    CORRUPT_FILE(422, "The compressed file is damaged or cut off"),
    UNSUPPORTED_FILE(422, "Files of this kind are not read"),
    ARCHIVE(422, "The archive is not one file of data"),
    ENCODING(422, "The file's encoding is not clear"),
    COLUMNS(422, "The file's columns do not suit the mapping"),
    ROW_TOO_LARGE(422, "A row is too large"),
    MALFORMED_CSV(422, "The file is not well-formed CSV"),
    MALFORMED_FILE(422, "The workbook or NDJSON file is not well-formed");

    private final int status;
    private final String title;

    CustomerProblem(int status, String title) {
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
