package io.fenji.customer.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All metrics. A customer's vector holds their values in this order.
final class MetricCatalogue {
    static final List<Metric> METRICS = all();
    static final List<String> KEYS = METRICS.stream().map(Metric::key).toList();

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
                "count",
                "近365天购买品类数",
                "Product categories, last 365 days",
                "购买过的不同品类数；无品类信息时缺失",
                "Distinct product categories bought; absent when no bought line has a category."));
        metrics.add(windowed(
                "returnRate.365d",
                "ratio",
                "近365天退货率",
                "Return rate, last 365 days",
                "退货额 ÷ 总消费；无消费时缺失",
                "Returned over gross; absent without gross."));
        metrics.add(windowed(
                "discountShare.365d",
                "ratio",
                "近365天折扣占比",
                "Discount share, last 365 days",
                "折扣 ÷（总消费 + 折扣）；分母为零时缺失",
                "Discount over gross + discount; absent when that is 0."));
        return List.copyOf(metrics);
    }

    private static Metric single(
            String key, String group, String unit, String zh, String en, String zhText, String enText) {
        return new Metric(key, group, texts(zh, en), unit, null, texts(zhText, enText));
    }

    private static Metric windowed(String key, String unit, String zh, String en, String zhText, String enText) {
        return new Metric(key, "behaviour", texts(zh, en), unit, Window.D365.key(), texts(zhText, enText));
    }

    static Map<String, String> texts(String zh, String en) {
        return Map.of("zh-CN", zh, "en", en);
    }
}
