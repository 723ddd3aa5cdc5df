package io.fenji.scoring.tier;

import java.util.List;

/// What an exported tier says.
enum ExportField {
    CUSTOMER_ID("customerId", "customer_id", Kind.ID),
    SCHEME("scheme", "scheme", Kind.TEXT),
    TIER("tier", "tier", Kind.TEXT),
    OUTSIDE("outside", "outside", Kind.TEXT),
    SCORE("score", "score", Kind.DECIMAL),
    SINCE("since", "since", Kind.TIME),
    COMPUTED_AT("computedAt", "computed_at", Kind.TIME),
    DATA_AS_OF("dataAsOf", "data_as_of", Kind.TIME),
    BUSINESS_DATE("businessDate", "business_date", Kind.DATE),
    SCHEME_VERSION("schemeVersion", "scheme_version", Kind.INTEGER),
    CALIBRATION_ID("calibrationId", "calibration_id", Kind.ID),
    RUN_ID("runId", "run_id", Kind.ID),
    RECORDED_AT("recordedAt", "recorded_at", Kind.TIME),
    AS_OF("asOf", "as_of", Kind.TIME),
    KNOWN_AT("knownAt", "known_at", Kind.TIME);

    /// What only an answer about the past has, behind the others.
    static final List<ExportField> PAST = List.of(RECORDED_AT, AS_OF, KNOWN_AT);

    /// What a value is.
    enum Kind {
        ID,
        TEXT,
        /// In units of 0.0001.
        DECIMAL,
        INTEGER,
        TIME,
        DATE;

        /// Whether it is a string in JSON.
        boolean isQuoted() {
            return this != DECIMAL && this != INTEGER;
        }
    }

    private final String label;
    private final String column;
    private final Kind kind;

    ExportField(String label, String column, Kind kind) {
        this.label = label;
        this.column = column;
        this.kind = kind;
    }

    String label() {
        return label;
    }

    /// Of the query that is exported.
    String column() {
        return column;
    }

    Kind kind() {
        return kind;
    }
}
