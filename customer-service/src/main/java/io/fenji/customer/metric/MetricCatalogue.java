package io.fenji.customer.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All metrics. A customer's vector holds their values in this order, and stored vectors do not say it:
/// metrics are only ever appended.
final class MetricCatalogue {
    static final String ENGAGEMENT = "engagement";
    private static final String LOYALTY = "loyalty";
    static final List<Metric> METRICS = all();
    static final List<String> KEYS = METRICS.stream().map(Metric::key).toList();

    /// What counts the days to the business date, and so grows by one each day.
    static final List<String> DAILY_KEYS =
            List.of("recencyDays", "tenureDays", "lastInteractionDays", "firstPurchaseDays", "lastPurchaseDays");

    /// Positions of those.
    static final List<Integer> DAILY = DAILY_KEYS.stream().map(KEYS::indexOf).toList();

    private MetricCatalogue() {}

    private static List<Metric> all() {
        List<Metric> metrics = new ArrayList<>();
        for (Family family : Family.values()) {
            for (Window window : Window.values()) {
                metrics.add(family.metric(window));
            }
        }
        metrics.add(single(
                "assets",
                "value",
                "money",
                "管理资产",
                "Assets under management",
                "本位币资产；无汇率时缺失",
                "Assets in the base currency; absent in another currency."));
        metrics.add(single(
                "creditRating",
                "value",
                "score",
                "信用评分",
                "Credit rating",
                "客户资料中的信用评分",
                "The credit rating of the customer's record."));
        metrics.add(single(
                "recencyDays",
                "behaviour",
                "days",
                "最近购买天数",
                "Days since last purchase",
                "业务日期减最后一次购买日期",
                "Business date minus the date of the last purchase; absent without a purchase."));
        metrics.add(
                single(
                        "tenureDays",
                        "behaviour",
                        "days",
                        "客户年限（天）",
                        "Days as a customer",
                        "业务日期减注册日期与首次购买日期中较早者",
                        "Business date minus the earlier of registration and first purchase; dates after the business date do not count."));
        metrics.add(single(
                "orderGapDays",
                "behaviour",
                "days",
                "平均购买间隔（天）",
                "Mean days between orders",
                "首末次购买相隔天数 ÷（订单数 − 1）；少于两单时缺失",
                "Days between first and last purchase over orders − 1; absent below two orders."));
        metrics.add(windowed(
                "categories.365d",
                "behaviour",
                "count",
                "近365天购买品类数",
                "Product categories, last 365 days",
                "购买过的不同品类数；无品类信息时缺失",
                "Distinct product categories bought; absent when no bought line has a category."));
        metrics.add(windowed(
                "returnRate.365d",
                "behaviour",
                "ratio",
                "近365天退货率",
                "Return rate, last 365 days",
                "退货额 ÷ 总消费；无消费时缺失",
                "Returned over gross; absent without gross."));
        metrics.add(windowed(
                "discountShare.365d",
                "behaviour",
                "ratio",
                "近365天折扣占比",
                "Discount share, last 365 days",
                "折扣 ÷（总消费 + 折扣）；分母为零时缺失",
                "Discount over gross + discount; absent when that is 0."));
        metrics.addAll(Contact.metrics());
        engagement(metrics);
        loyalty(metrics);
        metrics.addAll(Purchases.metrics());
        return List.copyOf(metrics);
    }

    private static void engagement(List<Metric> metrics) {
        metrics.add(single(
                "lastInteractionDays",
                ENGAGEMENT,
                "days",
                "最近互动天数",
                "Days since last interaction",
                "业务日期减最后一次互动日期；无互动时缺失",
                "Business date minus the date of the last interaction; absent without one."));
        metrics.add(
                single(
                        "activityTrend",
                        ENGAGEMENT,
                        "ratio",
                        "互动趋势",
                        "Activity trend",
                        "近90天互动次数 ÷ 之前90天互动次数；之前没有互动时缺失",
                        "Interactions of the last 90 days over those of the 90 days before; absent when there were none before."));
    }

    private static void loyalty(List<Metric> metrics) {
        metrics.add(windowed(
                "satisfaction.365d",
                LOYALTY,
                "score",
                "近365天满意度",
                "Satisfaction, last 365 days",
                "满意度评分（CSAT，1–5）的平均值；无评分时缺失",
                "Mean of the CSAT answers, 1 to 5; absent without one."));
        metrics.add(single(
                "nps",
                LOYALTY,
                "score",
                "推荐意愿",
                "Willingness to recommend",
                "最近一次 NPS 评分（0–10）；无评分时缺失",
                "The latest NPS answer, 0 to 10; absent without one."));
        metrics.add(windowed(
                "complaints.365d",
                LOYALTY,
                "count",
                "近365天投诉次数",
                "Complaints, last 365 days",
                "期间内提出的投诉数",
                "Complaints opened in the window."));
        metrics.add(single(
                "openComplaints",
                LOYALTY,
                "count",
                "未解决投诉",
                "Open complaints",
                "业务日期结束时已提出而未解决的投诉数",
                "Complaints opened and not resolved by the end of the business date."));
        metrics.add(windowed(
                "referrals.365d",
                LOYALTY,
                "count",
                "近365天推荐客户数",
                "Referrals, last 365 days",
                "期间内推荐的客户数",
                "Customers referred in the window."));
    }

    static Metric single(String key, String group, String unit, String zh, String en, String zhText, String enText) {
        return new Metric(key, group, texts(zh, en), unit, null, texts(zhText, enText));
    }

    private static Metric windowed(
            String key, String group, String unit, String zh, String en, String zhText, String enText) {
        return new Metric(key, group, texts(zh, en), unit, Window.D365.key(), texts(zhText, enText));
    }

    static Map<String, String> texts(String zh, String en) {
        return Map.of("zh-CN", zh, "en", en);
    }
}
