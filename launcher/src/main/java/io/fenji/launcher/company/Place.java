package io.fenji.launcher.company;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where a customer lives or is seated: Chinese provinces and cities in plausible shares of online demand.
///
/// @param province empty outside China
/// @param city empty outside China
record Place(String country, String province, String city) {
    private static final String CITIES = """
            广东 11.2 | 广州 26 深圳 30 东莞 14 佛山 13 珠海 5 惠州 6 中山 6
            江苏 8.6 | 南京 24 苏州 30 无锡 16 常州 10 南通 10 徐州 10
            浙江 8.2 | 杭州 36 宁波 20 温州 14 嘉兴 10 金华 12 绍兴 8
            上海 6.4 | 上海 1
            北京 6.1 | 北京 1
            山东 6.6 | 济南 22 青岛 28 烟台 13 潍坊 13 临沂 13 淄博 11
            四川 5.1 | 成都 66 绵阳 12 德阳 8 宜宾 7 南充 7
            河南 5.2 | 郑州 48 洛阳 18 南阳 13 新乡 11 许昌 10
            湖北 4.4 | 武汉 64 宜昌 14 襄阳 13 荆州 9
            福建 4.3 | 福州 30 厦门 34 泉州 26 漳州 10
            湖南 3.9 | 长沙 56 株洲 14 岳阳 12 衡阳 10 常德 8
            安徽 3.6 | 合肥 52 芜湖 20 马鞍山 9 阜阳 10 蚌埠 9
            河北 3.6 | 石家庄 36 唐山 22 保定 22 廊坊 20
            辽宁 2.9 | 沈阳 46 大连 40 鞍山 14
            陕西 2.7 | 西安 76 咸阳 12 宝鸡 12
            重庆 2.7 | 重庆 1
            江西 2.4 | 南昌 50 赣州 26 九江 24
            天津 1.8 | 天津 1
            广西 2.2 | 南宁 48 柳州 28 桂林 24
            云南 2.0 | 昆明 70 大理 16 曲靖 14
            黑龙江 1.6 | 哈尔滨 70 大庆 18 齐齐哈尔 12
            山西 1.7 | 太原 62 大同 20 临汾 18
            贵州 1.5 | 贵阳 66 遵义 34
            吉林 1.3 | 长春 74 吉林 26
            内蒙古 1.1 | 呼和浩特 48 包头 34 鄂尔多斯 18
            新疆 1.1 | 乌鲁木齐 80 喀什 20
            甘肃 0.9 | 兰州 82 天水 18
            海南 0.8 | 海口 66 三亚 34
            宁夏 0.4 | 银川 1
            青海 0.3 | 西宁 1
            西藏 0.2 | 拉萨 1""";
    private static final Map<String, Weighted<String>> CITIES_BY_PROVINCE = new LinkedHashMap<>();
    private static final Weighted<String> PROVINCES;
    private static final Weighted<String> ABROAD = Weighted.words("HK 30 SG 16 JP 14 US 14 DE 8 MY 8 VN 6 AU 4");

    static {
        StringBuilder weights = new StringBuilder();
        CITIES.lines().forEach(line -> {
            int bar = line.indexOf('|');
            weights.append(line, 0, bar);
            CITIES_BY_PROVINCE.put(line.substring(0, line.indexOf(' ')), Weighted.words(line.substring(bar + 1)));
        });
        PROVINCES = Weighted.words(weights.toString());
    }

    static Place draw(Draws draws, boolean organisation) {
        if (draws.chance(organisation ? 0.03 : 0.008)) {
            return new Place(ABROAD.draw(draws), "", "");
        }
        String province = PROVINCES.draw(draws);
        Weighted<String> cities = CITIES_BY_PROVINCE.get(province);
        return new Place("CN", province, cities == null ? "" : cities.draw(draws));
    }
}
