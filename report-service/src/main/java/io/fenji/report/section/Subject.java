package io.fenji.report.section;

import io.fenji.report.content.ReportContent;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all sections share: texts, formats, the content and the tiers' colours.
record Subject(Texts texts, Formats formats, ReportContent content, Map<String, String> tierColours) {
    /// Steps of the tiers' colour scale, from the best tier to the last.
    private static final int COLOURS = 6;

    static Subject of(Texts texts, Formats formats, ReportContent content) {
        Map<String, String> colours = new HashMap<>();
        List<TierProfile> tiers = content.distribution();
        for (int i = 0; i < tiers.size(); i++) {
            colours.put(tiers.get(i).tier(), colour(i, tiers.size()));
        }
        return new Subject(texts, formats, content, colours);
    }

    static String colour(int rank, int of) {
        return "tier-" + (of < 2 ? 1 : 1 + Math.round((COLOURS - 1f) * rank / (of - 1)));
    }

    String text(String key) {
        return texts.get(key);
    }

    String spendName() {
        return content.spendMetric().name();
    }

    Section section(String key, List<Block> blocks) {
        return new Section(key, text(key + ".title"), List.copyOf(blocks));
    }

    /// A column whose label is the text `column.<key>`.
    Column column(String key, ValueType type) {
        return new Column(key, text("column." + key), type);
    }

    Figure figure(String labelKey, ValueType type, @Nullable Object value, @Nullable String detail) {
        return new Figure(text(labelKey), type, value, detail);
    }

    Cell tier(String key, String name) {
        return Cell.styled(name, tierColours.getOrDefault(key, "tier-" + COLOURS));
    }

    String tierName(@Nullable String key) {
        return content.distribution().stream()
                .filter(tier -> tier.tier().equals(key))
                .map(TierProfile::name)
                .findFirst()
                .orElse(key == null ? text("tier.none") : key);
    }
}
