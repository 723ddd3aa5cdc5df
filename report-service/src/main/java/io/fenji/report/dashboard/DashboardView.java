package io.fenji.report.dashboard;

import java.util.List;
import java.util.Map;

/// The page as its template sees it.
///
/// @param data what its script begins with, as JSON
public record DashboardView(
        String language, Map<String, String> texts, String style, String start, List<String> preloads, String data) {

    public String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No text " + key);
        }
        return text;
    }
}
