package io.fenji.report.insight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.analytics.AffinityAnalysis.Affinity;
import io.fenji.report.analytics.CountryNames;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.Insights;
import io.fenji.report.content.Insights.MoveReason;
import io.fenji.report.content.Insights.Overdue;
import io.fenji.report.content.Insights.Preference;
import io.fenji.report.content.Insights.Recommendation;
import io.fenji.report.content.Insights.Risk;
import io.fenji.report.content.Insights.Risks;
import io.fenji.report.content.Insights.Segment;
import io.fenji.report.content.Insights.TierTable;
import io.fenji.report.content.Insights.WarningKind;
import io.fenji.report.content.Insights.Warnings;
import io.fenji.report.content.Money;
import io.fenji.report.content.Regions.Level;
import io.fenji.report.content.TierProfile;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.insight.Neighbours.Told;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Puts insights together.
public final class InsightWriter {
    private static final int CATEGORIES = 10;
    private static final int PLACES = 4;

    private final Texts texts;
    private final TierOrder tiers;
    private final String currency;
    private final InsightFigures figures;
    private final Told told;

    public InsightWriter(Texts texts, TierOrder tiers, String currency, InsightFigures figures, Told told) {
        this.texts = texts;
        this.tiers = tiers;
        this.currency = currency;
        this.figures = figures;
        this.told = told;
    }

    /// Writes them without recommendations: these follow from the whole report.
    ///
    /// @param scheme key of the scheme
    /// @param label a customer's name by id and key
    public Insights write(
            Connection connection,
            String scheme,
            Level regions,
            List<TierProfile> distribution,
            BiFunction<UUID, @Nullable String, String> label) {
        return new Insights(
                regions(connection, regions),
                TierTableQuery.read(
                        connection,
                        "industry",
                        tiers.tiers().size(),
                        currency,
                        UnaryOperator.identity(),
                        texts.get("industries.others"),
                        texts.get("industries.unknown")),
                overdue(distribution),
                told.warnings().map(all -> warnings(scheme, all)).orElse(null),
                told.segments().map(this::segments).orElse(null),
                preferences(),
                told.value()
                        .filter(JsonNode::isObject)
                        .map(value -> ValueWords.of(value, texts))
                        .orElse(null),
                told.value().isPresent(),
                risks(label),
                figures.moves().stream()
                        .map(each -> new MoveReason(texts.get("moves." + each.reason()), each.rose(), each.fell()))
                        .toList(),
                told.changes().map(this::changes).orElse(null),
                List.<Recommendation>of());
    }

    private TierTable regions(Connection connection, Level level) {
        if (level == Level.NONE) {
            return new TierTable(0, List.of());
        }
        return TierTableQuery.read(
                connection,
                level == Level.COUNTRY ? "country" : "province",
                tiers.tiers().size(),
                currency,
                level == Level.COUNTRY ? key -> CountryNames.of(key, texts.language()) : UnaryOperator.identity(),
                texts.get("region.others"),
                texts.get("region.unknown"));
    }

    private List<Overdue> overdue(List<TierProfile> distribution) {
        List<Overdue> rows = new ArrayList<>();
        for (int i = 0; i < distribution.size(); i++) {
            int rank = i + 1;
            var found = figures.overdue().stream()
                    .filter(each -> each.rank() == rank)
                    .findFirst();
            rows.add(new Overdue(
                    rank,
                    distribution.get(i).name(),
                    found.map(RiskQuery.OverdueRow::customers).orElse(0L),
                    distribution.get(i).customers(),
                    new Money(found.map(RiskQuery.OverdueRow::spend).orElse(BigDecimal.ZERO), currency)));
        }
        return rows;
    }

    private Warnings warnings(String scheme, List<JsonNode> all) {
        Map<String, long[]> kinds = new TreeMap<>();
        for (JsonNode warning : all) {
            if (warning.has("scheme") && !warning.path("scheme").asText().equals(scheme)) {
                continue;
            }
            long[] counts = kinds.computeIfAbsent(warning.path("kind").asText(), kind -> new long[3]);
            switch (warning.path("severity").asText()) {
                case "HIGH" -> counts[0]++;
                case "MEDIUM" -> counts[1]++;
                default -> counts[2]++;
            }
        }
        long most = kinds.values().stream()
                .mapToLong(counts -> counts[0] + counts[1] + counts[2])
                .max()
                .orElse(0);
        List<WarningKind> rows = new ArrayList<>();
        kinds.forEach((kind, counts) -> rows.add(new WarningKind(
                texts.has("warning." + kind) ? texts.get("warning." + kind) : kind, counts[0], counts[1], counts[2])));
        rows.sort(Comparator.comparingLong(WarningKind::high)
                .thenComparingLong(WarningKind::medium)
                .thenComparingLong(WarningKind::low)
                .reversed());
        return new Warnings(most >= Neighbours.MOST_WARNINGS, rows);
    }

    private List<Segment> segments(List<JsonNode> all) {
        return all.stream()
                .map(each -> new Segment(
                        each.path("set").asText(),
                        SchemeView.localized(
                                each.path("name"),
                                texts.language(),
                                each.path("key").asText()),
                        each.path("customers").longValue(),
                        new Money(each.path("spend").decimalValue(), currency)))
                .sorted(Comparator.comparing(Segment::set)
                        .thenComparing(
                                Comparator.comparingLong(Segment::customers).reversed())
                        .thenComparing(Segment::name))
                .toList();
    }

    private List<Preference> preferences() {
        Map<String, long[]> whole = new HashMap<>();
        List<String> categories = new ArrayList<>();
        for (Affinity each : figures.affinities()) {
            long[] sums = whole.computeIfAbsent(each.category(), category -> {
                categories.add(category);
                return new long[2];
            });
            sums[0] += each.buyers() == null ? 0 : each.buyers();
            sums[1] += each.tierCustomers() == null ? 0 : each.tierCustomers();
        }
        List<String> shown = categories.subList(0, Math.min(CATEGORIES, categories.size()));
        List<Preference> preferences = new ArrayList<>();
        for (Affinity each : figures.affinities()) {
            if (!shown.contains(each.category())) {
                continue;
            }
            int rank = rank(each.tier());
            long[] sums = whole.getOrDefault(each.category(), new long[] {0, 1});
            BigDecimal overall = BigDecimal.valueOf(sums[0])
                    .divide(BigDecimal.valueOf(Math.max(1, sums[1])), PLACES, RoundingMode.HALF_UP);
            long buyers = each.buyers() == null ? 0 : each.buyers();
            boolean certain = buyers >= Thresholds.BUYERS
                    && each.shareFrom() != null
                    && each.shareFrom().compareTo(overall) > 0;
            preferences.add(new Preference(
                    rank,
                    tiers.name(rank, texts.language()),
                    each.category(),
                    buyers,
                    each.share(),
                    each.shareFrom(),
                    each.shareTo(),
                    each.lift(),
                    certain));
        }
        return preferences;
    }

    private int rank(String tier) {
        return List.of(tiers.keys()).indexOf(tier) + 1;
    }

    private Risks risks(BiFunction<UUID, @Nullable String, String> label) {
        return new Risks(
                figures.modelled(),
                figures.modelled() && told.churn().orElse(List.of()).size() >= Neighbours.MOST_WARNINGS,
                figures.atRisk().customers(),
                new Money(figures.atRisk().spend(), currency),
                figures.risks().stream()
                        .map(each -> new Risk(
                                each.id(),
                                label.apply(each.id(), each.key()),
                                each.key(),
                                each.rank(),
                                each.chance(),
                                each.recency(),
                                each.gap(),
                                new Money(each.atRisk(), currency)))
                        .toList());
    }

    private List<String> changes(JsonNode differences) {
        List<String> sentences = new ArrayList<>();
        differences.forEach(each ->
                sentences.add(each.path("text").path(texts.language().tag()).asText()));
        return sentences;
    }
}
