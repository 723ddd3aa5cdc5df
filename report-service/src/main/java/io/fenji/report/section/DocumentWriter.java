package io.fenji.report.section;

import io.fenji.report.content.Freshness;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.ReportContent;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Document;
import io.fenji.report.document.Document.Fact;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Section;
import io.fenji.report.document.ValueType;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a report's content as a document of sections.
public final class DocumentWriter {
    private static final Map<String, Function<Subject, Section>> SECTIONS = sections();

    private final Subject subject;
    private final ZoneId zone;

    private DocumentWriter(Subject subject, ZoneId zone) {
        this.subject = subject;
        this.zone = zone;
    }

    /// Keys of all sections in their order.
    public static Set<String> keys() {
        return SECTIONS.keySet();
    }

    /// Writes the sections that are asked for; their order is always the same.
    public static Document write(ReportContent content, ZoneId zone, Set<String> sections) {
        Texts texts = Texts.in(Language.of(content.language()));
        Subject subject = Subject.of(texts, new Formats(texts, zone), content);
        DocumentWriter writer = new DocumentWriter(subject, zone);
        return new Document(
                content.title(),
                content.scheme().name(),
                content.language(),
                content.currency(),
                writer.facts(),
                writer.keyFigures(),
                SECTIONS.entrySet().stream()
                        .filter(section -> sections.contains(section.getKey()))
                        .map(section -> section.getValue().apply(subject))
                        .toList());
    }

    private static Map<String, Function<Subject, Section>> sections() {
        Map<String, Function<Subject, Section>> sections = new LinkedHashMap<>();
        sections.put("summary", SummarySection::of);
        sections.put("recommendations", RecommendationSection::of);
        sections.put("criteria", CriteriaSection::of);
        sections.put("quality", QualitySection::of);
        sections.put("distribution", DistributionSection::of);
        sections.put("contribution", ContributionSection::of);
        sections.put("migration", MigrationSection::of);
        sections.put("warnings", WarningSection::of);
        sections.put("segments", SegmentSection::of);
        sections.put("recency-frequency", MapSection::of);
        sections.put("regions", RegionSection::of);
        sections.put("industries", IndustrySection::of);
        sections.put("preferences", PreferenceSection::of);
        sections.put("value-outlook", ValueSection::of);
        sections.put("top-customers", CustomerSection::of);
        sections.put("risks", RiskSection::of);
        sections.put("method", MethodSection::of);
        return sections;
    }

    private List<Fact> facts() {
        Freshness freshness = subject.content().freshness();
        return List.of(
                fact("businessDate", subject.formats().date(freshness.businessDate())),
                fact("version", "v" + subject.content().scheme().version()),
                fact(
                        "run",
                        freshness.lastRun() == null
                                ? Formats.NONE
                                : subject.formats().date(freshness.lastRun().businessDate())),
                fact("metrics", time(freshness.metricsComputedAt())),
                fact("tiers", time(freshness.tiersComputedAt())));
    }

    private Fact fact(String key, String value) {
        return new Fact(subject.text("fact." + key), value);
    }

    private String time(@Nullable Instant time) {
        return time == null ? Formats.NONE : subject.formats().time(time) + " " + zone.getId();
    }

    private io.fenji.report.document.KeyFigures keyFigures() {
        KeyFigures key = subject.content().keyFigures();
        Texts texts = subject.texts();
        List<Figure> figures = new ArrayList<>();
        figures.add(subject.figure(
                "key.tiered",
                ValueType.COUNT,
                key.tiered(),
                texts.get("key.tiered.detail", Formats.count(key.customers()))));
        figures.add(new Figure(
                Texts.capital(subject.spendName()),
                ValueType.MONEY,
                key.spend(),
                subject.formats().money(key.spend())));
        figures.add(
                subject.figure("key.average", ValueType.MONEY, key.averageSpend(), texts.get("key.average.detail")));
        figures.add(topTier(key));
        figures.add(subject.figure(
                "key.topFifth", ValueType.PERCENT, key.topFifthShareOfSpend(), texts.get("key.topFifth.detail")));
        figures.add(movement(subject.content().migration()));
        return new io.fenji.report.document.KeyFigures(figures);
    }

    private Figure topTier(KeyFigures key) {
        List<TierProfile> tiers = subject.content().distribution();
        return new Figure(
                subject.texts()
                        .get(
                                "key.topTier",
                                tiers.isEmpty()
                                        ? Formats.NONE
                                        : tiers.getFirst().name()),
                ValueType.PERCENT,
                key.topTierShareOfSpend() == null
                        ? null
                        : Shown.spend(tiers).map(List::getFirst).orElse(null),
                tiers.isEmpty()
                        ? null
                        : subject.texts().counted("customers", tiers.getFirst().customers()));
    }

    private Figure movement(Migration migration) {
        return subject.figure(
                "key.movement",
                ValueType.TEXT,
                migration.available()
                        ? "%s / %s".formatted(Formats.count(migration.rose()), Formats.count(migration.fell()))
                        : null,
                subject.text(migration.available() ? "key.movement.detail" : "key.movement.none"));
    }
}
