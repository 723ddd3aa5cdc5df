package io.fenji.report.report;

import io.fenji.report.content.Contribution;
import io.fenji.report.content.Freshness;
import io.fenji.report.content.Insights;
import io.fenji.report.content.Insights.Risks;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Regions.Kind;
import io.fenji.report.content.Regions.RegionRow;
import io.fenji.report.content.TierProfile;
import io.fenji.report.section.Shown;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The findings in sentences: each says one thing, with its number.
final class SummaryWriter {
    private static final BigDecimal STRONG = BigDecimal.valueOf(80, 2);
    private static final BigDecimal MARKED = BigDecimal.valueOf(60, 2);

    private final ReportSubject subject;
    private final Texts texts;
    private final Formats formats;
    private final String spendName;

    SummaryWriter(ReportSubject subject, String spendName) {
        this.subject = subject;
        this.texts = subject.texts();
        this.formats = subject.formats();
        this.spendName = spendName;
    }

    List<String> write(
            KeyFigures key,
            List<TierProfile> distribution,
            Figures figures,
            Migration migration,
            Freshness freshness,
            Insights insights) {
        List<String> sentences = new ArrayList<>();
        sentences.add(base(key, freshness));
        if (key.tiered() > 0) {
            sentences.add(spend(key));
            topTier(key, distribution, sentences);
            concentration(figures.contribution(), sentences);
            sentences.add(activity(key, distribution));
            region(figures.regions().items(), sentences);
        }
        sentences.add(movement(migration));
        changes(insights, sentences);
        risks(insights.risks(), key, sentences);
        if (!insights.recommendations().isEmpty()) {
            sentences.add(texts.get(
                    "summary.recommended", insights.recommendations().getFirst().text()));
        }
        return sentences;
    }

    private void changes(Insights insights, List<String> sentences) {
        if (insights.changes() != null && !insights.changes().isEmpty()) {
            sentences.add(texts.counted("summary.changes", insights.changes().size()));
        }
    }

    private void risks(Risks risks, KeyFigures key, List<String> sentences) {
        if (risks.customers() > 0) {
            sentences.add(texts.counted(
                            risks.more()
                                    ? "summary.risks.more"
                                    : risks.modelled() ? "summary.risks.model" : "summary.risks.gap",
                            risks.customers())
                    .replace("{1}", formats.money(risks.spend()))
                    .replace("{2}", texts.counted("customers", key.tiered())));
        }
    }

    private String base(KeyFigures key, Freshness freshness) {
        String known = texts.counted("customers", key.customers());
        if (key.tiered() == 0) {
            return texts.get("summary.nobody", known, subject.scheme().name(subject.language()));
        }
        String when = freshness.businessDate() == null
                ? ""
                : texts.get("summary.asOf", formats.date(freshness.businessDate()));
        String outside =
                key.outside() == 0 ? texts.get("summary.noneOutside") : texts.counted("summary.outside", key.outside());
        return texts.get(
                "summary.base",
                when,
                known,
                Formats.count(key.tiered()),
                subject.scheme().name(subject.language()),
                outside);
    }

    private String spend(KeyFigures key) {
        return texts.get(
                "summary.spend",
                Texts.capital(spendName),
                formats.money(key.spend()),
                formats.money(key.averageSpend()));
    }

    private void topTier(KeyFigures key, List<TierProfile> distribution, List<String> sentences) {
        TierProfile top = distribution.getFirst();
        if (top.customers() == 0) {
            sentences.add(texts.get("summary.topTierEmpty", top.name()));
        } else if (top.customers() == key.tiered()) {
            sentences.add(texts.get("summary.oneTier", top.name()));
        } else if (top.shareOfSpend() != null) {
            sentences.add(texts.get(
                    "summary.topTier",
                    top.name(),
                    texts.counted("customers", top.customers()),
                    formats.percent(Shown.customers(distribution).getFirst()),
                    Shown.spend(distribution)
                            .map(shares -> formats.percent(shares.getFirst()))
                            .orElse(Formats.NONE)));
        }
    }

    private void concentration(Contribution contribution, List<String> sentences) {
        @Nullable
        BigDecimal fifth = contribution.steps().stream()
                .filter(step -> step.shareOfCustomers().compareTo(BigDecimal.valueOf(20, 2)) == 0)
                .findFirst()
                .map(Contribution.ContributionStep::shareOfSpend)
                .orElse(null);
        if (fifth == null || contribution.customers() < 5) {
            return;
        }
        String degree = fifth.compareTo(STRONG) >= 0 ? "strong" : fifth.compareTo(MARKED) >= 0 ? "marked" : "even";
        sentences.add(texts.get(
                "summary.concentration." + degree,
                formats.percent(fifth),
                contribution.gini() == null ? Formats.NONE : Formats.number(contribution.gini(), 2)));
        if (contribution.nonPositive() > 0) {
            sentences.add(texts.counted("summary.nonPositive", contribution.nonPositive()));
        }
    }

    private String activity(KeyFigures key, List<TierProfile> distribution) {
        String active = texts.get(
                "summary.active",
                Formats.count(key.activeLastYear()),
                formats.percent(BigDecimal.valueOf(key.activeLastYear())
                        .divide(BigDecimal.valueOf(key.tiered()), 4, RoundingMode.HALF_UP)));
        return key.topTierDormant() == 0
                ? active
                : active
                        + texts.counted("summary.dormant", key.topTierDormant())
                                .replace("{1}", distribution.getFirst().name());
    }

    private void region(List<RegionRow> regions, List<String> sentences) {
        if (!regions.isEmpty()
                && regions.getFirst().kind() == Kind.REGION
                && regions.getFirst().shareOfSpend() != null) {
            RegionRow first = regions.getFirst();
            sentences.add(texts.get(
                    "summary.region",
                    first.name(),
                    Shown.spendOfRegions(regions)
                            .map(shares -> formats.percent(shares.getFirst()))
                            .orElse(Formats.NONE),
                    formats.percent(Shown.customersOfRegions(regions).getFirst())));
        }
    }

    private String movement(Migration migration) {
        if (!migration.available() || migration.from() == null) {
            return texts.get(migration.to() == null ? "summary.noRun" : "summary.oneRun");
        }
        if (migration.rose() + migration.fell() + migration.entered() + migration.left() + migration.incomparable()
                == 0) {
            return texts.get("summary.noMovement", formats.date(migration.from().businessDate()));
        }
        String moved = texts.get(
                "summary.movement",
                formats.date(migration.from().businessDate()),
                Formats.count(migration.rose()),
                Formats.count(migration.fell()),
                Formats.count(migration.entered()),
                Formats.count(migration.left()));
        return migration.incomparable() == 0
                ? moved
                : moved + texts.get("summary.incomparable", Formats.count(migration.incomparable()));
    }
}
