package io.fenji.report.report;

import io.fenji.report.analytics.BaseFigures;
import io.fenji.report.analytics.RankedCustomer;
import io.fenji.report.analytics.RegionQuery;
import io.fenji.report.analytics.Shares;
import io.fenji.report.analytics.TierFigures;
import io.fenji.report.content.Contribution.ContributionStep;
import io.fenji.report.content.Freshness;
import io.fenji.report.content.Insights;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Quality;
import io.fenji.report.content.Quality.ImportQuality;
import io.fenji.report.content.Quality.RejectionReason;
import io.fenji.report.content.ReportContent;
import io.fenji.report.content.ReportContent.ReportMetric;
import io.fenji.report.content.ReportContent.ReportScheme;
import io.fenji.report.content.RunReference;
import io.fenji.report.content.TierProfile;
import io.fenji.report.content.TopCustomer;
import io.fenji.report.criteria.CriteriaWriter;
import io.fenji.report.insight.Recommendations;
import io.fenji.report.mart.FeedName;
import io.fenji.report.mart.SchemeShelf.Found;
import io.fenji.report.upstream.CustomerApi.Counts;
import io.fenji.report.upstream.CustomerApi.ImportView;
import io.fenji.report.upstream.CustomerApi.Rejected;
import io.fenji.report.upstream.ScoringApi.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a report together from its figures.
final class ContentWriter {
    private static final BigDecimal FIFTH = BigDecimal.valueOf(20, 2);

    private final ReportSubject subject;
    private final Figures figures;
    private final Names names;
    private final List<BigDecimal> customerShares;
    private final @Nullable List<BigDecimal> spendShares;
    private final BigDecimal spend;

    ContentWriter(ReportSubject subject, Figures figures, Names names) {
        this.subject = subject;
        this.figures = figures;
        this.names = names;
        this.customerShares = Shares.ofCounts(
                figures.tiers().stream().map(TierFigures::customers).toList(), Shares.PLACES);
        this.spendShares =
                Shares.of(figures.tiers().stream().map(TierFigures::spend).toList(), Shares.PLACES);
        this.spend = figures.tiers().stream().map(TierFigures::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    ReportContent write(Found found, Optional<List<ImportView>> imports, Set<FeedName> behind, Insights insights) {
        List<Run> runs = found.scheme().runs();
        Freshness freshness = new Freshness(
                figures.state().businessDate(),
                figures.state().metricsAsOf(),
                figures.tiersAsOf(),
                runs.isEmpty() ? null : reference(runs.getFirst()),
                new FreshnessNotes(subject)
                        .write(
                                behind,
                                found.current(),
                                names.known(),
                                imports.isPresent(),
                                runs,
                                figures.state().businessDate()));
        KeyFigures keyFigures = keyFigures();
        List<TierProfile> distribution = distribution();
        Migration migration = new MigrationWriter(subject, names).write(figures, runs);
        Quality quality = quality(imports);
        Insights whole = insights.with(Recommendations.of(
                subject.texts(), subject.formats(), keyFigures, distribution, migration, quality, insights));
        String spendName = subject.metrics().name(subject.scheme().spendMetric());
        return new ReportContent(
                ReportContent.FORMAT,
                subject.texts().get("title"),
                subject.language().tag(),
                new ReportScheme(
                        subject.scheme().key(),
                        subject.scheme().name(subject.language()),
                        subject.scheme().version()),
                subject.currency(),
                new ReportMetric(subject.scheme().spendMetric(), spendName),
                freshness,
                keyFigures,
                new SummaryWriter(subject, spendName)
                        .write(keyFigures, distribution, figures, migration, freshness, whole),
                new CriteriaWriter(subject.texts(), subject.formats(), subject.metrics())
                        .write(subject.scheme(), found.scheme().calibration()),
                quality,
                distribution,
                figures.contribution(),
                figures.recencyFrequency(),
                figures.regions(),
                topCustomers(),
                migration,
                new MethodWriter(subject, spendName).write(),
                whole);
    }

    static RunReference reference(Run run) {
        return new RunReference(run.id(), run.schemeVersion(), run.businessDate(), run.finishedAt());
    }

    private KeyFigures keyFigures() {
        long tiered = 0;
        long active = 0;
        for (TierFigures tier : figures.tiers()) {
            tiered += tier.customers();
            active += tier.active();
        }
        boolean topTierHasCustomers =
                !figures.tiers().isEmpty() && figures.tiers().getFirst().customers() > 0;
        return new KeyFigures(
                figures.base().customers(),
                tiered,
                figures.base().customers() - tiered,
                active,
                figures.tiers().isEmpty() ? 0 : figures.tiers().getFirst().dormant(),
                subject.money(spend),
                tiered == 0 ? null : subject.money(spend.divide(BigDecimal.valueOf(tiered), 2, RoundingMode.HALF_UP)),
                spendShares == null || !topTierHasCustomers ? null : spendShares.getFirst(),
                figures.contribution().steps().stream()
                        .filter(step -> step.shareOfCustomers().compareTo(FIFTH) == 0)
                        .findFirst()
                        .map(ContributionStep::shareOfSpend)
                        .orElse(null));
    }

    List<TierProfile> distribution() {
        List<TierProfile> tiers = new ArrayList<>();
        for (int i = 0; i < figures.tiers().size(); i++) {
            TierFigures tier = figures.tiers().get(i);
            tiers.add(new TierProfile(
                    subject.tiers().at(tier.rank()).key(),
                    subject.tierName(tier.rank()),
                    tier.customers(),
                    customerShares.get(i),
                    subject.money(tier.spend()),
                    spendShares == null ? null : spendShares.get(i),
                    subject.optionalMoney(tier.averageSpend()),
                    tier.orders().longValue(),
                    tier.averageOrders(),
                    tier.averageRecency()));
        }
        return tiers;
    }

    private Quality quality(Optional<List<ImportView>> imports) {
        BaseFigures base = figures.base();
        return new Quality(
                base.customers(),
                base.withPurchase(),
                base.customers() - base.withPurchase(),
                base.orders().longValue(),
                subject.money(base.grossSpend()),
                subject.money(base.spend()),
                base.nonPositive(),
                base.withoutRegion(),
                base.tiersWithoutCustomer(),
                base.earliestActivity(),
                base.latestPurchase(),
                imports.orElse(List.of()).stream()
                        .filter(view -> !view.validateOnly())
                        .map(ContentWriter::quality)
                        .toList());
    }

    private static ImportQuality quality(ImportView view) {
        @Nullable Counts counts = view.counts();
        List<Rejected> rejected = view.rejectedByCode() == null ? List.of() : view.rejectedByCode();
        return new ImportQuality(
                view.id(),
                view.type(),
                view.filename(),
                view.state(),
                counts == null ? null : counts.read(),
                counts == null ? null : counts.landed(),
                counts == null ? null : counts.rejected(),
                rejected.stream()
                        .map(each -> new RejectionReason(each.code(), each.count(), each.reason()))
                        .toList(),
                view.finishedAt());
    }

    private List<TopCustomer> topCustomers() {
        List<TopCustomer> top = new ArrayList<>();
        for (RankedCustomer customer : figures.largest()) {
            String region = RegionQuery.name(
                    customer.country(), customer.province(), figures.regions().level(), subject.language());
            top.add(new TopCustomer(
                    top.size() + 1,
                    customer.id(),
                    names.label(customer.id(), customer.key()),
                    customer.key(),
                    region.isEmpty() ? null : region,
                    subject.tiers().at(customer.rank()).key(),
                    subject.tierName(customer.rank()),
                    subject.money(customer.spend()),
                    Shares.one(customer.spend(), spend),
                    customer.orders().longValue(),
                    customer.recency()));
        }
        return top;
    }
}
