package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Money;
import io.fenji.report.content.Regions;
import io.fenji.report.content.Regions.Kind;
import io.fenji.report.content.Regions.Level;
import io.fenji.report.content.Regions.RegionRow;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers by region: by province where most customers have one and it differs, else by country where that differs.
public final class RegionQuery {
    private static final int SHOWN = 12;

    private record Variety(long customers, long withProvince, long provinces, long countries) {}

    private record Sums(Kind kind, @Nullable String key, long customers, BigDecimal spend, long topTier) {}

    private RegionQuery() {}

    public static Regions read(Connection connection, Texts texts, String currency) {
        Variety variety = Sql.only(
                connection,
                "select count(*), count(province), count(distinct province), count(distinct country) from report_base",
                row -> new Variety(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        Level level = level(variety);
        return switch (level) {
            case NONE -> new Regions(level, Math.max(variety.provinces(), variety.countries()), List.of());
            case PROVINCE ->
                new Regions(level, variety.provinces(), rows(sums(connection, "province"), level, texts, currency));
            case COUNTRY ->
                new Regions(level, variety.countries(), rows(sums(connection, "country"), level, texts, currency));
        };
    }

    /// A region as the reader knows it.
    public static String name(@Nullable String country, @Nullable String province, Level level, Language language) {
        if (level == Level.COUNTRY || province == null) {
            return country == null ? "" : CountryNames.of(country, language);
        }
        return province;
    }

    private static Level level(Variety variety) {
        if (variety.provinces() > 1 && variety.withProvince() * 2 >= variety.customers()) {
            return Level.PROVINCE;
        }
        return variety.countries() > 1 ? Level.COUNTRY : Level.NONE;
    }

    private static List<Sums> sums(Connection connection, String column) {
        return Sql.list(
                connection,
                """
                with by_region as (
                    select %1$s as region, count(*) as customers, sum(spend) as spend, count(*) filter (where rank = 1) as top_tier,
                        row_number() over (order by %1$s is null, sum(spend) desc, %1$s) as place
                    from report_base group by %1$s)
                select case when region is null then 'UNKNOWN' when place <= ? then 'REGION' else 'OTHERS' end,
                    case when place <= ? then region end, sum(customers), sum(spend), sum(top_tier)
                from by_region group by 1, 2
                order by min(place)""".formatted(column),
                row -> new Sums(
                        Kind.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getLong(3),
                        row.getBigDecimal(4),
                        row.getLong(5)),
                SHOWN,
                SHOWN);
    }

    private static List<RegionRow> rows(List<Sums> sums, Level level, Texts texts, String currency) {
        List<BigDecimal> customers =
                Shares.ofCounts(sums.stream().map(Sums::customers).toList(), Shares.PLACES);
        @Nullable
        List<BigDecimal> spend = Shares.of(sums.stream().map(Sums::spend).toList(), Shares.PLACES);
        List<RegionRow> rows = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            Sums sum = sums.get(i);
            rows.add(new RegionRow(
                    sum.kind(),
                    sum.key(),
                    name(sum, level, texts),
                    sum.customers(),
                    customers.get(i),
                    new Money(sum.spend(), currency),
                    spend == null ? null : spend.get(i),
                    sum.topTier()));
        }
        return rows;
    }

    private static String name(Sums sum, Level level, Texts texts) {
        return switch (sum.kind()) {
            case REGION ->
                level == Level.COUNTRY
                        ? CountryNames.of(String.valueOf(sum.key()), texts.language())
                        : String.valueOf(sum.key());
            case OTHERS -> texts.get("region.others");
            case UNKNOWN -> texts.get("region.unknown");
        };
    }
}
