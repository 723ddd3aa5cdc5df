package io.fenji.report.section;

import io.fenji.report.analytics.Shares;
import io.fenji.report.content.Regions.RegionRow;
import io.fenji.report.content.TierProfile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Shares as they are shown: those of the JSON. Tables give both places of the percent, and a column of them adds up
/// to 100.00 %; sentences, tiles and charts round them to one place.
public final class Shown {
    private Shown() {}

    public static List<BigDecimal> customers(List<TierProfile> tiers) {
        return Shares.ofCounts(tiers.stream().map(TierProfile::customers).toList(), Shares.PLACES);
    }

    /// Nothing when spend is not positive.
    public static Optional<List<BigDecimal>> spend(List<TierProfile> tiers) {
        return Optional.ofNullable(
                Shares.of(tiers.stream().map(tier -> tier.spend().amount()).toList(), Shares.PLACES));
    }

    public static List<BigDecimal> customersOfRegions(List<RegionRow> regions) {
        return Shares.ofCounts(regions.stream().map(RegionRow::customers).toList(), Shares.PLACES);
    }

    /// Nothing when spend is not positive.
    public static Optional<List<BigDecimal>> spendOfRegions(List<RegionRow> regions) {
        return Optional.ofNullable(Shares.of(
                regions.stream().map(region -> region.spend().amount()).toList(), Shares.PLACES));
    }
}
