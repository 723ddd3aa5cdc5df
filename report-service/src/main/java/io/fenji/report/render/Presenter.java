package io.fenji.report.render;

import io.fenji.report.content.ReportContent;
import io.fenji.report.content.TierProfile;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Column;
import io.fenji.report.render.PageView.Entry;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all sections of a page share: texts, formats, the tiers' colours and the sections' numbers.
record Presenter(Texts texts, Formats formats, ReportContent content, Map<String, String> tierColours) {
    /// Sections in order; their keys are their ids on the page.
    static final List<String> SECTIONS = List.of(
            "summary",
            "criteria",
            "quality",
            "distribution",
            "contribution",
            "recency-frequency",
            "regions",
            "top-customers",
            "migration",
            "method");

    /// Steps of the tiers' colour scale in the style sheet, from the best tier to the last.
    private static final int COLOURS = 6;

    static Presenter of(Texts texts, Formats formats, ReportContent content) {
        Map<String, String> colours = new HashMap<>();
        List<TierProfile> tiers = content.distribution();
        for (int i = 0; i < tiers.size(); i++) {
            colours.put(tiers.get(i).tier(), "t" + colour(i, tiers.size()));
        }
        return new Presenter(texts, formats, content, colours);
    }

    static int colour(int rank, int of) {
        return of < 2 ? 1 : 1 + Math.round((COLOURS - 1f) * rank / (of - 1));
    }

    Entry entry(String id) {
        int number = SECTIONS.indexOf(id) + 1;
        return new Entry(id, (number < 10 ? "0" : "") + number, text(id + ".title"));
    }

    String text(String key) {
        return texts.get(key);
    }

    Column column(String key) {
        return new Column(texts.get(key), "");
    }

    Column numbers(String key) {
        return new Column(texts.get(key), "num");
    }

    Cell tier(String key, String name) {
        return new Cell(name, "tier " + tierColours.getOrDefault(key, "t" + COLOURS), null);
    }

    String tierName(@Nullable String key) {
        return content.distribution().stream()
                .filter(tier -> tier.tier().equals(key))
                .map(TierProfile::name)
                .findFirst()
                .orElse(key == null ? texts.get("tier.none") : key);
    }
}
