package io.fenji.report.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// A whole report. The JSON artefact is this record, the HTML page shows it; `FORMAT` changes when a reader of the JSON
/// would have to.
///
/// @param insights in the JSON as blocks of `sections` only
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
        List<Definition> method,
        @JsonIgnore Insights insights) {

    public static final String FORMAT = "fenji.tier-report/1";

    public record ReportScheme(String key, String name, int version) {}

    public record ReportMetric(String key, String name) {}

    public record Definition(String term, String text) {}
}
