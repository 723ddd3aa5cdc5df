package io.fenji.report.section;

import io.fenji.report.content.Insights.Preference;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which categories customers of which tier prefer.
final class PreferenceSection {
    private final Subject subject;
    private final List<Preference> preferences;
    private final List<String> categories;
    private final List<TierProfile> tiers;

    private PreferenceSection(Subject subject) {
        this.subject = subject;
        this.preferences = subject.content().insights().preferences();
        this.categories =
                preferences.stream().map(Preference::category).distinct().toList();
        this.tiers = subject.content().distribution();
    }

    static Section of(Subject subject) {
        PreferenceSection section = new PreferenceSection(subject);
        boolean bought = section.preferences.stream().anyMatch(each -> each.buyers() > 0);
        List<Block> blocks = new ArrayList<>();
        if (!bought) {
            blocks.add(Paragraph.lead(subject.text("preferences.empty")));
            return subject.section("preferences", blocks);
        }
        blocks.add(Paragraph.lead(subject.text("preferences.lead")));
        List<String> sentences = section.sentences();
        if (!sentences.isEmpty()) {
            blocks.add(new Points(Points.Role.FINDINGS, null, sentences));
        }
        blocks.add(section.table());
        if (!sentences.isEmpty()) {
            blocks.add(section.details());
        }
        blocks.add(Paragraph.note(subject.text("preferences.note")));
        return subject.section("preferences", blocks);
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            int rank = i + 1;
            List<String> liked = preferences.stream()
                    .filter(each -> each.rank() == rank && each.certain() && each.lift() != null)
                    .sorted((a, b) -> lift(b).compareTo(lift(a)))
                    .limit(3)
                    .map(each ->
                            subject.texts().get("preferences.category", each.category(), Formats.number(lift(each), 2)))
                    .toList();
            if (!liked.isEmpty()) {
                sentences.add(subject.texts()
                        .get(
                                "preferences.tier",
                                tiers.get(i).name(),
                                subject.texts().list(liked)));
            }
        }
        return sentences;
    }

    private static BigDecimal lift(Preference preference) {
        return preference.lift() == null ? BigDecimal.ZERO : preference.lift();
    }

    private Table table() {
        List<Column> columns = new ArrayList<>();
        columns.add(subject.column("category", ValueType.TEXT));
        for (TierProfile tier : tiers) {
            columns.add(
                    new Column(String.format(Locale.ROOT, "tier%d", columns.size()), tier.name(), ValueType.PERCENT));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (String category : categories) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(category));
            for (int rank = 1; rank <= tiers.size(); rank++) {
                int at = rank;
                cells.add(preferences.stream()
                        .filter(each -> each.rank() == at && each.category().equals(category))
                        .findFirst()
                        .map(PreferenceSection::cell)
                        .orElse(Cell.of(null)));
            }
            rows.add(cells);
        }
        return new Table("preferences-table", subject.text("preferences.table"), false, columns, rows, null);
    }

    private static Cell cell(Preference preference) {
        if (preference.share() == null) {
            return Cell.of(null);
        }
        return preference.certain() ? Cell.styled(preference.share(), "up") : Cell.of(preference.share());
    }

    private Table details() {
        return new Table(
                "preferences-details",
                subject.text("preferences.details"),
                true,
                List.of(
                        subject.column("category", ValueType.TEXT),
                        subject.column("tier", ValueType.TIER),
                        subject.column("buyers", ValueType.COUNT),
                        subject.column("buyersShare", ValueType.PERCENT),
                        subject.column("shareFrom", ValueType.PERCENT),
                        subject.column("shareTo", ValueType.PERCENT),
                        subject.column("lift", ValueType.NUMBER)),
                preferences.stream()
                        .filter(Preference::certain)
                        .map(each -> List.of(
                                Cell.of(each.category()),
                                Cell.styled(each.tier(), Subject.colour(each.rank() - 1, tiers.size())),
                                Cell.of(each.buyers()),
                                Cell.of(each.share()),
                                Cell.of(each.shareFrom()),
                                Cell.of(each.shareTo()),
                                Cell.of(each.lift())))
                        .toList(),
                null);
    }
}
