package io.fenji.scoring.tier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tier answer as cells. A text that a spreadsheet would run as a formula gets an apostrophe before it.
///
/// @param past whether the answers are about the past: then further columns say so
record CsvCells(boolean past) {
    private static final List<String> HEADER = List.of(
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
            "runId",
            "outside");
    private static final List<String> PAST_HEADER = List.of("recordedAt", "asOf", "knownAt");
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    List<String> header() {
        List<String> names = new ArrayList<>(HEADER);
        if (past) {
            names.addAll(PAST_HEADER);
        }
        return names;
    }

    List<String> of(TierAnswer answer) {
        List<String> cells = new ArrayList<>(List.of(
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
                text(answer.runId()),
                neutral(answer.outside())));
        if (past) {
            cells.addAll(List.of(text(answer.recordedAt()), text(answer.asOf()), text(answer.knownAt())));
        }
        return cells;
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
