package io.fenji.report.document;

import java.util.List;

/// A whole report.
///
/// @param subject what it is about, below the title
/// @param currency of all money in it
/// @param facts what the figures stand on, in the masthead
public record Document(
        String title,
        String subject,
        String language,
        String currency,
        List<Fact> facts,
        KeyFigures keyFigures,
        List<Section> sections) {

    public record Fact(String label, String value) {}
}
