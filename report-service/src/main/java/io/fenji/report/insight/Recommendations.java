package io.fenji.report.insight;

import io.fenji.report.content.Insights;
import io.fenji.report.content.Insights.Overdue;
import io.fenji.report.content.Insights.Preference;
import io.fenji.report.content.Insights.Recommendation;
import io.fenji.report.content.Insights.Warnings;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Money;
import io.fenji.report.content.Quality;
import io.fenji.report.content.TierProfile;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to do, derived by stated rules from the figures of the report; the most urgent first. Limits are those of
/// [Thresholds].
public final class Recommendations {
    private static final int BEST = 2;

    private final Texts texts;
    private final Formats formats;
    private final List<Recommendation> recommendations = new ArrayList<>();

    private Recommendations(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    public static List<Recommendation> of(
            Texts texts,
            Formats formats,
            KeyFigures key,
            List<TierProfile> distribution,
            Migration migration,
            Quality quality,
            Insights insights) {
        if (key.customers() == 0) {
            return List.of();
        }
        Recommendations all = new Recommendations(texts, formats);
        all.urgentWarnings(insights.warnings());
        all.winBack(insights.overdue(), key.spend());
        all.falling(migration);
        all.emptyBest(distribution, key.tiered());
        all.asleep(key);
        all.concentrated(key);
        all.offer(insights.preferences());
        all.refused(quality);
        all.unknownRegion(quality);
        all.model(insights);
        return all.recommendations;
    }

    private void urgentWarnings(@Nullable Warnings warnings) {
        if (warnings != null && warnings.high() > 0) {
            add(
                    "warnings",
                    texts.counted("recommend.warnings", warnings.high()),
                    texts.get("recommend.warnings.rule"),
                    texts.get(
                            "recommend.warnings.figures",
                            Formats.count(warnings.high()),
                            Formats.count(warnings.all()) + (warnings.more() ? "+" : "")));
        }
    }

    private void winBack(List<Overdue> overdue, Money spend) {
        List<Overdue> best =
                overdue.stream().filter(each -> each.rank() <= BEST).toList();
        long customers = best.stream().mapToLong(Overdue::customers).sum();
        BigDecimal atRisk = best.stream().map(each -> each.spend().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (customers > 0 && reaches(share(atRisk, spend.amount()), Thresholds.WIN_BACK)) {
            add(
                    "win-back",
                    texts.counted("recommend.winBack", customers)
                            .replace("{1}", formats.money(new Money(atRisk, spend.currency()))),
                    texts.get("recommend.winBack.rule", Thresholds.OVERDUE_GAPS, formats.percent(Thresholds.WIN_BACK)),
                    texts.get(
                            "recommend.winBack.figures",
                            Formats.count(customers),
                            formats.percent(share(atRisk, spend.amount()))));
        }
    }

    private void falling(Migration migration) {
        long compared = migration.rose() + migration.fell() + migration.unchanged();
        @Nullable BigDecimal fell = share(migration.fell(), compared);
        if (migration.available() && migration.fell() > migration.rose() && reaches(fell, Thresholds.FALLING)) {
            add(
                    "falling",
                    texts.get("recommend.falling"),
                    texts.get("recommend.falling.rule", formats.percent(Thresholds.FALLING)),
                    texts.get(
                            "recommend.falling.figures",
                            Formats.count(migration.fell()),
                            formats.percent(fell),
                            Formats.count(migration.rose())));
        }
    }

    private void emptyBest(List<TierProfile> distribution, long tiered) {
        if (tiered > 0 && !distribution.isEmpty() && distribution.getFirst().customers() == 0) {
            add(
                    "empty-best-tier",
                    texts.get("recommend.empty", distribution.getFirst().name()),
                    texts.get("recommend.empty.rule"),
                    texts.get("recommend.empty.figures", Formats.count(tiered)));
        }
    }

    private void asleep(KeyFigures key) {
        long quiet = key.tiered() - key.activeLastYear();
        @Nullable BigDecimal share = share(quiet, key.tiered());
        if (reaches(share, Thresholds.ASLEEP)) {
            add(
                    "asleep",
                    texts.counted("recommend.asleep", quiet),
                    texts.get("recommend.asleep.rule", formats.percent(Thresholds.ASLEEP)),
                    texts.get(
                            "recommend.asleep.figures",
                            Formats.count(quiet),
                            Formats.count(key.tiered()),
                            formats.percent(share)));
        }
    }

    private void concentrated(KeyFigures key) {
        if (key.tiered() >= 5 && reaches(key.topFifthShareOfSpend(), Thresholds.CONCENTRATED)) {
            add(
                    "concentration",
                    texts.get("recommend.concentrated"),
                    texts.get("recommend.concentrated.rule", formats.percent(Thresholds.CONCENTRATED)),
                    texts.get("recommend.concentrated.figures", formats.percent(key.topFifthShareOfSpend())));
        }
    }

    private void offer(List<Preference> preferences) {
        Optional<Preference> strongest = preferences.stream()
                .filter(each -> each.certain() && reaches(each.lift(), Thresholds.LIFT))
                .max(Comparator.comparing((Preference each) -> each.lift() == null ? BigDecimal.ZERO : each.lift())
                        .thenComparing(Preference::category)
                        .thenComparing(Comparator.comparingInt(Preference::rank).reversed()));
        strongest.ifPresent(found -> add(
                "offer",
                texts.get("recommend.offer", found.category(), found.tier()),
                texts.get("recommend.offer.rule", Formats.number(Thresholds.LIFT, 2), Thresholds.BUYERS),
                texts.get(
                        "recommend.offer.figures",
                        formats.percent(found.share()),
                        found.lift() == null ? Formats.NONE : Formats.number(found.lift(), 2),
                        Formats.count(found.buyers()))));
    }

    private void refused(Quality quality) {
        long read = quality.imports().stream()
                .mapToLong(each -> each.read() == null ? 0 : each.read())
                .sum();
        long refused = quality.imports().stream()
                .mapToLong(each -> each.rejected() == null ? 0 : each.rejected())
                .sum();
        @Nullable BigDecimal share = share(refused, read);
        if (reaches(share, Thresholds.REFUSED)) {
            add(
                    "refused-rows",
                    texts.counted("recommend.refused", refused),
                    texts.get("recommend.refused.rule", formats.percent(Thresholds.REFUSED)),
                    texts.get(
                            "recommend.refused.figures",
                            Formats.count(refused),
                            Formats.count(read),
                            formats.percent(share)));
        }
    }

    private void unknownRegion(Quality quality) {
        @Nullable BigDecimal share = share(quality.withoutRegion(), quality.customers());
        if (reaches(share, Thresholds.UNKNOWN_REGION)) {
            add(
                    "unknown-region",
                    texts.counted("recommend.region", quality.withoutRegion()),
                    texts.get("recommend.region.rule", formats.percent(Thresholds.UNKNOWN_REGION)),
                    texts.get(
                            "recommend.region.figures",
                            Formats.count(quality.withoutRegion()),
                            formats.percent(share)));
        }
    }

    private void model(Insights insights) {
        if (insights.valueKnown() && insights.value() == null) {
            add(
                    "no-model",
                    texts.get("recommend.noModel"),
                    texts.get("recommend.noModel.rule"),
                    texts.get("recommend.noModel.figures"));
        } else if (insights.value() != null
                && insights.value().backTest() != null
                && insights.value().backTest().error() != null
                && reaches(insights.value().backTest().error().abs(), Thresholds.MODEL_ERROR)) {
            add(
                    "model-error",
                    texts.get("recommend.model"),
                    texts.get("recommend.model.rule", formats.percent(Thresholds.MODEL_ERROR)),
                    texts.get(
                            "recommend.model.figures",
                            formats.percent(insights.value().backTest().error())));
        }
    }

    private void add(String key, String text, String rule, String figures) {
        recommendations.add(new Recommendation(key, text, rule, figures));
    }

    private static boolean reaches(@Nullable BigDecimal value, BigDecimal limit) {
        return value != null && value.compareTo(limit) >= 0;
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? null : part.divide(whole, 4, RoundingMode.HALF_UP);
    }
}
