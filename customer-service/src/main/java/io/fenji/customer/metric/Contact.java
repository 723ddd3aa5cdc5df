package io.fenji.customer.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The counts of interactions, in all and by type, each over three windows, with their SQL.
enum Contact {
    ALL("interactions", "互动次数", "Interactions"),
    CALL("interactions.call", "通话次数", "Calls"),
    EMAIL("interactions.email", "邮件次数", "E-mails"),
    VISIT("interactions.visit", "拜访次数", "Visits"),
    MEETING("interactions.meeting", "会议次数", "Meetings"),
    SITE_VIEW("interactions.siteView", "网站浏览次数", "Site views"),
    INQUIRY("interactions.inquiry", "咨询次数", "Inquiries"),
    DOWNLOAD("interactions.download", "下载次数", "Downloads"),
    LOGIN("interactions.login", "登录次数", "Log-ins"),
    CAMPAIGN_RESPONSE("interactions.campaignResponse", "活动响应次数", "Campaign responses"),
    SOCIAL_CONTACT("interactions.socialContact", "社交互动次数", "Social contacts");

    static final List<Window> WINDOWS = List.of(Window.D30, Window.D90, Window.D365);

    private final String key;
    private final String zh;
    private final String en;

    Contact(String key, String zh, String en) {
        this.key = key;
        this.zh = zh;
        this.en = en;
    }

    static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (Contact contact : values()) {
            WINDOWS.forEach(window -> metrics.add(contact.metric(window)));
        }
        return metrics;
    }

    /// Columns of sums over rows `(type, bucket, times)`.
    static String sums() {
        return Arrays.stream(values())
                .flatMap(contact -> WINDOWS.stream().map(contact::sum))
                .collect(Collectors.joining(",\n"));
    }

    /// The metrics from those columns, which are null for a customer without interactions.
    static String counts() {
        return Arrays.stream(values())
                .flatMap(contact -> WINDOWS.stream().map(contact::column))
                .map("coalesce(%s, 0)"::formatted)
                .collect(Collectors.joining(",\n"));
    }

    /// The metric's key.
    String key(Window window) {
        return key + "." + window.key();
    }

    String column(Window window) {
        return "contacts_%s_%s".formatted(name(), window.key()).toLowerCase(Locale.ROOT);
    }

    private String sum(Window window) {
        String ofType = this == ALL ? "" : " and type = '%s'".formatted(name());
        return "sum(times) filter (where bucket <= %d%s) as %s".formatted(window.bucket(), ofType, column(window));
    }

    private Metric metric(Window window) {
        return new Metric(
                key(window),
                MetricCatalogue.ENGAGEMENT,
                MetricCatalogue.texts(
                        "近%d天%s".formatted(window.days(), zh), "%s, last %d days".formatted(en, window.days())),
                "count",
                window.key(),
                MetricCatalogue.texts("期间内发生的次数；没有时为 0", "How many fell in the window; 0 without any."));
    }
}
