package io.fenji.customer.metric;

/// The metrics that exist once a window, with the SQL of their value from the sums of that window.
enum Family {
    SPEND(
            "spend",
            "money",
            "消费",
            "Spend",
            "净消费：总消费减退货（退货计入其发生日）",
            "Gross minus returns; a return counts on its own date.",
            "gross_%1$s - returned_%1$s"),
    GROSS_SPEND(
            "grossSpend", "money", "总消费", "Gross spend", "正金额订单行之和", "The sum of positive line amounts.", "gross_%1$s"),
    PROFIT(
            "profit",
            "money",
            "利润",
            "Profit",
            "净消费减成本；任一订单行缺成本时缺失",
            "Spend minus cost; absent when a line lacks a cost.",
            "case when costless_%1$s = 0 then gross_%1$s - returned_%1$s - cost_%1$s end"),
    ORDERS(
            "orders",
            "count",
            "订单数",
            "Orders",
            "至少一行数量为正的订单数（零价格也计）",
            "Orders with at least one line of positive quantity; price 0 counts.",
            "orders_%1$s"),
    AVERAGE_ORDER(
            "averageOrder",
            "money",
            "平均订单额",
            "Average order",
            "总消费 ÷ 订单数；无订单时缺失",
            "Gross spend over orders; absent without orders.",
            "half_up_ratio(gross_%1$s, orders_%1$s)"),
    LARGEST_ORDER(
            "largestOrder",
            "money",
            "最大订单额",
            "Largest order",
            "单笔订单总消费的最大值；无订单时缺失",
            "The highest gross of one order; absent without orders.",
            "largest_%1$s");

    private final String key;
    private final String unit;
    private final String zh;
    private final String en;
    private final String zhText;
    private final String enText;
    private final String sql;

    Family(String key, String unit, String zh, String en, String zhText, String enText, String sql) {
        this.key = key;
        this.unit = unit;
        this.zh = zh;
        this.en = en;
        this.zhText = zhText;
        this.enText = enText;
        this.sql = sql;
    }

    Metric metric(Window window) {
        boolean lifetime = window == Window.LIFETIME;
        return new Metric(
                key + "." + window.key(),
                "value",
                MetricCatalogue.texts(
                        lifetime ? "累计" + zh : "近%d天%s".formatted(window.days(), zh),
                        lifetime ? en + ", lifetime" : "%s, last %d days".formatted(en, window.days())),
                unit,
                window.key(),
                MetricCatalogue.texts(zhText, enText));
    }

    String sql(Window window) {
        return sql.formatted(window.key());
    }
}
