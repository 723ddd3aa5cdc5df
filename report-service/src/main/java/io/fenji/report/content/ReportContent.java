package io.fenji.report.content;

import java.util.List;

/// A whole report. The JSON artefact is this record, the HTML page shows it; `FORMAT` changes when a reader of the JSON
/// would have to.
public record ReportContent(
        String format,
        String title,
        String language,
        ReportScheme scheme,
        String currency,
        ReportMetric spendMetric,
        Freshness freshness,
        KeyFigures keyFigures,
        List<String> summary,
        Criteria criteria,
        Quality quality,
        List<TierProfile> distribution,
        Contribution contribution,
        RecencyFrequency recencyFrequency,
        Regions regions,
        List<TopCustomer> topCustomers,
        Migration migration,
        List<Definition> method) {

    public static final String FORMAT = "fenji.tier-report/1";

    public record ReportScheme(String key, String name, int version) {}

    public record ReportMetric(String key, String name) {}

    public record Definition(String term, String text) {}
}
