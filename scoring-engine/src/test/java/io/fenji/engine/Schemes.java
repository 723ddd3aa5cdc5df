package io.fenji.engine;

import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Schemes for tests, written with single quotes.
public final class Schemes {

    private Schemes() {}

    /// The metrics that customer-service ships.
    public static Set<String> catalogue() {
        Set<String> metrics = new TreeSet<>(List.of(
                "assets",
                "creditRating",
                "recencyDays",
                "tenureDays",
                "orderGapDays",
                "categories.365d",
                "returnRate.365d",
                "discountShare.365d"));
        for (String name : List.of("spend", "grossSpend", "profit", "orders", "averageOrder", "largestOrder")) {
            for (String window : List.of("30d", "90d", "180d", "365d", "lifetime")) {
                metrics.add(name + "." + window);
            }
        }
        return metrics;
    }

    public static Scheme read(String document) {
        return switch (SchemeReader.read(json(document))) {
            case SchemeReading.Readable(Scheme scheme) -> scheme;
            case SchemeReading.Unreadable unreadable -> throw new AssertionError(unreadable.findings());
        };
    }

    public static String json(String document) {
        return document.replace('\'', '"');
    }

    /// One criterion, three tiers at 80/70, 50/40 and below.
    public static Scheme withScale(String scale) {
        return withCriterion("{'metric':'spend.365d','weight':1,'scale':" + scale + "}");
    }

    public static Scheme withCriterion(String criteria) {
        return read("""
                {'key':'test','name':{'en':'Test'},
                 'dimensions':[{'key':'value','weight':1,'criteria':[%s]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'Gold'},'enter':80,'leave':70},
                          {'key':'silver','name':{'en':'Silver'},'enter':50,'leave':40},
                          {'key':'bronze','name':{'en':'Bronze'}}]}""".formatted(criteria));
    }
}
