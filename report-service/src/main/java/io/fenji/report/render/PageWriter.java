package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.Criteria;
import io.fenji.report.content.Freshness;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.ReportContent;
import io.fenji.report.render.PageView.CriteriaDimension;
import io.fenji.report.render.PageView.CriteriaLine;
import io.fenji.report.render.PageView.CriteriaTier;
import io.fenji.report.render.PageView.Fact;
import io.fenji.report.render.PageView.Labels;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Tile;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a report's content into what the page shows.
final class PageWriter {
    private final ReportContent content;
    private final Texts texts;
    private final Formats formats;
    private final Presenter page;
    private final ZoneId zone;

    PageWriter(ReportContent content, ZoneId zone) {
        this.content = content;
        this.zone = zone;
        this.texts = Texts.in(Language.of(content.language()));
        this.formats = new Formats(texts, zone);
        this.page = Presenter.of(texts, formats, content);
    }

    PageView view() {
        return new PageView(
                content.language(),
                texts.get("language.other"),
                content.title(),
                content.scheme().name(),
                texts.get("spend.note", content.spendMetric().name(), content.currency()),
                facts(),
                content.freshness().notes(),
                tiles(),
                content.summary(),
                content.criteria(),
                dimensions(),
                criteriaTiers(),
                sections(),
                content.method(),
                Presenter.SECTIONS.stream().map(page::entry).toList(),
                labels());
    }

    /// Data of all charts by id.
    ObjectNode charts() {
        ObjectNode charts = JsonNodeFactory.instance.objectNode();
        charts.set("distribution", new DistributionSection(page).data());
        charts.set("contribution", new ContributionSection(page).data());
        charts.set("recency-frequency", new MapSection(page).data());
        charts.set("regions", new RegionSection(page).data());
        charts.set("migration", new MigrationSection(page).data());
        return charts;
    }

    private List<Section> sections() {
        return List.of(
                new QualitySection(page).section(),
                new DistributionSection(page).section(),
                new ContributionSection(page).section(),
                new MapSection(page).section(),
                new RegionSection(page).section(),
                new CustomerSection(page).section(),
                new MigrationSection(page).section());
    }

    private List<Fact> facts() {
        Freshness freshness = content.freshness();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.get("fact.businessDate"), formats.date(freshness.businessDate())));
        facts.add(new Fact(texts.get("fact.version"), "v" + content.scheme().version()));
        facts.add(new Fact(
                texts.get("fact.run"),
                freshness.lastRun() == null
                        ? Formats.NONE
                        : formats.date(freshness.lastRun().businessDate())));
        facts.add(new Fact(texts.get("fact.metrics"), time(freshness.metricsComputedAt())));
        facts.add(new Fact(texts.get("fact.tiers"), time(freshness.tiersComputedAt())));
        return facts;
    }

    private String time(@Nullable Instant time) {
        return time == null ? Formats.NONE : formats.time(time) + " " + zone.getId();
    }

    private List<Tile> tiles() {
        KeyFigures key = content.keyFigures();
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(
                texts.get("key.tiered"),
                Formats.count(key.tiered()),
                texts.get("key.tiered.detail", Formats.count(key.customers()))));
        tiles.add(new Tile(
                Texts.capital(content.spendMetric().name()), formats.compact(key.spend()), formats.money(key.spend())));
        tiles.add(
                new Tile(texts.get("key.average"), formats.money(key.averageSpend()), texts.get("key.average.detail")));
        tiles.add(topTier(key));
        tiles.add(new Tile(
                texts.get("key.topFifth"),
                formats.percent(key.topFifthShareOfSpend()),
                texts.get("key.topFifth.detail")));
        tiles.add(movement(content.migration()));
        return tiles;
    }

    private Tile topTier(KeyFigures key) {
        String name = content.distribution().isEmpty()
                ? Formats.NONE
                : content.distribution().getFirst().name();
        @Nullable
        BigDecimal share = key.topTierShareOfSpend() == null
                ? null
                : Shown.spend(content.distribution()).map(List::getFirst).orElse(null);
        return new Tile(
                texts.get("key.topTier", name),
                formats.percent(share),
                content.distribution().isEmpty()
                        ? null
                        : texts.counted(
                                "customers", content.distribution().getFirst().customers()));
    }

    private Tile movement(Migration migration) {
        return new Tile(
                texts.get("key.movement"),
                migration.available()
                        ? "%s / %s".formatted(Formats.count(migration.rose()), Formats.count(migration.fell()))
                        : Formats.NONE,
                texts.get(migration.available() ? "key.movement.detail" : "key.movement.none"));
    }

    private List<CriteriaDimension> dimensions() {
        return content.criteria().dimensions().stream()
                .map(dimension -> new CriteriaDimension(
                        dimension.name(),
                        formats.percent(dimension.weight()),
                        dimension.weight() == null
                                ? 0
                                : dimension.weight().movePointRight(2).intValue(),
                        dimension.criteria().stream().map(this::line).toList()))
                .toList();
    }

    private CriteriaLine line(Criteria.CriterionWords criterion) {
        return new CriteriaLine(
                criterion.name(), formats.percent(criterion.weight()), criterion.scale(), criterion.missing());
    }

    private List<CriteriaTier> criteriaTiers() {
        return content.criteria().tiers().stream()
                .map(tier -> new CriteriaTier(
                        page.tierColours().getOrDefault(tier.tier(), "t6"), tier.name(), tier.threshold()))
                .toList();
    }

    private Labels labels() {
        return new Labels(
                texts.get("brand"),
                texts.get("contents"),
                texts.get("skip"),
                texts.get("key.title"),
                texts.get("notes.title"),
                page.entry("summary"),
                page.entry("criteria"),
                texts.get("criteria.population"),
                texts.get("criteria.dimensions"),
                texts.get("criteria.criterion"),
                texts.get("criteria.weight"),
                texts.get("criteria.scale"),
                texts.get("criteria.missing"),
                texts.get("criteria.cut"),
                texts.get("criteria.tiers"),
                texts.get("criteria.rules"),
                texts.get("criteria.movement"),
                texts.get("criteria.calibration"),
                page.entry("method"),
                texts.get("table.show"),
                texts.get("footer"));
    }
}
