package io.fenji.report.testing;

import java.math.BigDecimal;
import java.util.UUID;

/// A customer of a sample base. No tier: outside the population. No earlier tier: tiered since the last run only.
public record SampleCustomer(
        UUID id,
        String key,
        String name,
        String country,
        String province,
        BigDecimal spend,
        BigDecimal gross,
        int orders,
        Integer recency,
        String tier,
        String earlierTier) {

    public SampleCustomer named(String newName) {
        return new SampleCustomer(
                id, key, newName, country, province, spend, gross, orders, recency, tier, earlierTier);
    }

    public SampleCustomer in(String newTier, String newEarlierTier) {
        return new SampleCustomer(
                id, key, name, country, province, spend, gross, orders, recency, newTier, newEarlierTier);
    }
}
