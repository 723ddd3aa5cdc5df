package io.fenji.customer.metric;

import java.util.List;

/// The metrics of purchase days, which models of customer value are made of.
final class Purchases {
    private static final String GROUP = "behaviour";

    private Purchases() {}

    static List<Metric> metrics() {
        return List.of(
                lifetime(
                        "purchaseDays.lifetime",
                        "count",
                        "累计购买日数",
                        "Purchase days, lifetime",
                        "有正消费额的不同业务日数：同日多单计一次，零金额不计；退货冲减其原订单当日消费，全部退回的日子不计",
                        "Distinct business days on which orders brought more than nothing: orders of a day count once, free ones not. A return takes from the day of the order it names; a day of which all came back does not count."),
                MetricCatalogue.single(
                        "firstPurchaseDays",
                        GROUP,
                        "days",
                        "首个购买日距今天数",
                        "Days since first purchase day",
                        "业务日期减首个购买日；无购买日时缺失",
                        "Business date minus the first purchase day; absent without one."),
                MetricCatalogue.single(
                        "lastPurchaseDays",
                        GROUP,
                        "days",
                        "最近购买日距今天数",
                        "Days since last purchase day",
                        "业务日期减最近购买日；无购买日时缺失",
                        "Business date minus the last purchase day; absent without one."),
                lifetime(
                        "repeatSpend.lifetime",
                        "money",
                        "累计复购消费",
                        "Repeat spend, lifetime",
                        "首个购买日之后各购买日的净消费之和（退货冲减其原订单当日）",
                        "Net spend on the purchase days after the first; a return takes from the day of the order it names."));
    }

    private static Metric lifetime(String key, String unit, String zh, String en, String zhText, String enText) {
        return new Metric(
                key,
                GROUP,
                MetricCatalogue.texts(zh, en),
                unit,
                Window.LIFETIME.key(),
                MetricCatalogue.texts(zhText, enText));
    }
}
