package io.fenji.scoring.testing;

/// Scheme documents for tests. `KEY` stands for the scheme's key; the population is the channel of the same name.
public final class Schemes {
    /// Pareto classes; needs a calibration.
    public static final String PARETO = """
            {"key":"KEY","name":{"zh-CN":"客户ABC","en":"ABC"},
             "population":{"all":[{"attribute":"channel","is":"KEY"},{"metric":"orders.lifetime","atLeast":1}]},
             "cut":{"type":"valueShare","metric":"grossSpend.lifetime","shares":[0.8,0.95]},
             "tiers":[{"key":"A","name":{"zh-CN":"A类"}},{"key":"B","name":{"zh-CN":"B类"}},{"key":"C","name":{"zh-CN":"C类"}}]}""";

    /// Points, hysteresis and rules over quantiles, percentiles and fixed scales; needs a calibration.
    public static final String SCORED = """
            {"key":"KEY","name":{"en":"Members"},
             "population":{"all":[{"attribute":"channel","is":"KEY"},{"metric":"orders.lifetime","atLeast":1}]},
             "dimensions":[
               {"key":"value","weight":0.6,"criteria":[
                 {"metric":"spend.365d","weight":0.5,"scale":{"type":"quantile","bins":5}},
                 {"metric":"orders.365d","weight":0.3,"scale":{"type":"steps","steps":[[1,20],[5,60],[10,100]]}},
                 {"metric":"averageOrder.365d","weight":0.2,"scale":{"type":"percentile"},"missing":"redistribute"}]},
               {"key":"behaviour","weight":0.4,"criteria":[
                 {"metric":"recencyDays","weight":0.5,"scale":{"type":"decay","halfLifeDays":90}},
                 {"metric":"categories.365d","weight":0.5,"scale":{"type":"linear","from":0,"to":20},"missing":"neutral"}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"diamond","name":{"zh-CN":"钻石"},"enter":75,"leave":70},
                      {"key":"gold","name":{"zh-CN":"黄金"},"enter":55,"leave":50},
                      {"key":"silver","name":{"zh-CN":"白银"},"enter":35},
                      {"key":"bronze","name":{"zh-CN":"青铜"}}],
             "rules":[{"key":"big","when":{"all":[{"metric":"spend.365d","over":9000},{"metric":"orders.365d","over":10}]},"assign":"diamond"},
                      {"key":"returns","when":{"metric":"returnRate.365d","over":0.5},"cap":"silver"},
                      {"key":"broke","when":{"metric":"creditRating","under":5},"exclude":true}]}""";

    /// The highest tenth by a score of logarithms and an attribute; needs a calibration.
    public static final String TOP = """
            {"key":"KEY","name":{"en":"Top"},
             "population":{"attribute":"channel","is":"KEY"},
             "dimensions":[{"key":"value","weight":1,"criteria":[
               {"metric":"spend.365d","weight":2,"scale":{"type":"log","from":10,"to":10000}},
               {"metric":"averageOrder.365d","weight":1,"scale":{"type":"quantile","bins":10},"missing":"ineligible"},
               {"attribute":"kind","weight":0.5,"scale":{"type":"category","points":{"ORGANIZATION":100},"otherwise":30}}]}],
             "cut":{"type":"topShare","shares":[0.1,0.4]},
             "tiers":[{"key":"A","name":{"en":"A"}},{"key":"B","name":{"en":"B"}},{"key":"C","name":{"en":"C"}}]}""";

    /// Customers that are alike; needs a calibration.
    public static final String CLUSTERS = """
            {"key":"KEY","name":{"en":"Alike"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"clusters","orderBy":"averageOrder.365d","seed":7,"features":[
               {"metric":"spend.365d","transform":"log"},{"metric":"orders.365d"},{"metric":"recencyDays","better":"lower"}]},
             "tiers":[{"key":"A","name":{"en":"A"}},{"key":"B","name":{"en":"B"}},{"key":"C","name":{"en":"C"}}]}""";

    /// One rule, no calibration.
    public static final String RULES = """
            {"key":"KEY","name":{"en":"Big"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"normal"},
             "tiers":[{"key":"diamond","name":{"en":"Diamond"}},{"key":"normal","name":{"en":"Normal"}}],
             "rules":[{"key":"big","when":{"metric":"spend.365d","over":5000},"assign":"diamond"}]}""";

    /// A rule on a metric that counts days.
    public static final String RECENT = """
            {"key":"KEY","name":{"en":"Recent"},
             "population":{"attribute":"channel","is":"KEY"},
             "cut":{"type":"rules","otherwise":"late"},
             "tiers":[{"key":"recent","name":{"en":"Recent"}},{"key":"late","name":{"en":"Late"}}],
             "rules":[{"key":"recent","when":{"metric":"recencyDays","atMost":30},"assign":"recent"}]}""";

    private Schemes() {}
}
