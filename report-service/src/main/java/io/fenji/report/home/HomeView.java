package io.fenji.report.home;

import java.util.List;

/// The list of reports as its template sees it.
public record HomeView(
        String language,
        String brand,
        String title,
        String lead,
        String empty,
        String api,
        String style,
        List<Line> lines) {

    public record Line(String address, String title, String detail, boolean newest, String badge) {}
}
