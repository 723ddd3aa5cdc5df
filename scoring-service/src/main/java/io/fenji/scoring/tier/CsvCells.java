package io.fenji.scoring.tier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tier answer as cells. A text that a spreadsheet would run as a formula gets an apostrophe before it.
final class CsvCells {
    static final List<String> HEADER = List.of(
            "customerId",
            "scheme",
            "tier",
            "score",
            "since",
            "computedAt",
            "dataAsOf",
            "businessDate",
            "schemeVersion",
            "calibrationId",
            "runId");
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private CsvCells() {}

    static List<String> of(TierAnswer answer) {
        return List.of(
                answer.customerId().toString(),
                neutral(answer.scheme()),
                neutral(answer.tier()),
                answer.score() == null ? "" : answer.score().toPlainString(),
                text(answer.since()),
                text(answer.computedAt()),
                text(answer.dataAsOf()),
                text(answer.businessDate()),
                Integer.toString(answer.schemeVersion()),
                text(answer.calibrationId()),
                text(answer.runId()));
    }

    static String neutral(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
