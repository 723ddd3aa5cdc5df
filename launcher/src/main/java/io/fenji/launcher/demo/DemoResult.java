package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Phase;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What the demo has to show.
///
/// @param loaded the files, in the order they were sent
/// @param earlierRun the run as of an earlier date, if there is one to compare with
/// @param distribution report-service's tier distribution
/// @param report content of the report
/// @param chineseReport address of the page
/// @param englishReport address of the page
/// @param phases finished phases with their times
/// @param importToReport nanoseconds from the start of the first import to the end of the last report
record DemoResult(
        String scheme,
        List<Intake.Loaded> loaded,
        Optional<JsonNode> earlierRun,
        JsonNode distribution,
        JsonNode report,
        URI chineseReport,
        URI englishReport,
        List<Phase> phases,
        long importToReport) {

    boolean onlyOrders() {
        return loaded.size() == 1;
    }
}
