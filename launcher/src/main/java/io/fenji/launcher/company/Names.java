package io.fenji.launcher.company;

/// Chinese names of persons and organisations. Made up: any likeness is chance.
final class Names {
    private static final Weighted<String> SURNAMES = Weighted.words("""
            王 72 李 70 张 66 刘 52 陈 47 杨 31 黄 23 赵 21 吴 20 周 19 徐 14 孙 14 马 13 朱 13 胡 12 郭 12 何 11 林 11 高 10 罗 10
            郑 9 梁 9 谢 8 宋 8 唐 7 许 7 韩 7 冯 7 邓 6 曹 6 彭 6 曾 6 肖 6 田 5 董 5 袁 5 潘 5 于 5 蒋 5 蔡 5 余 4 杜 4 叶 4 程 4 苏 4
            魏 4 吕 4 丁 4 任 4 沈 4 姚 4 卢 4 姜 3 崔 3 钟 3 谭 3 陆 3 汪 3 范 3 金 3 石 3 廖 3 贾 2 夏 2 韦 2 付 2 方 2 白 2 邹 2 孟 2 熊 2
            秦 2 邱 2 江 2 尹 2 薛 2 闫 2 段 2 雷 2 侯 2 龙 2 史 2 陶 2 黎 2 贺 2 顾 2 毛 2 郝 2 龚 2 邵 2 万 2 钱 2 欧阳 0.6 上官 0.1 诸葛 0.1""");
    private static final String GIVEN =
            "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌鹏辉宇轩浩然子涵欣怡梓萱诗" + "雨泽佳琪俊豪嘉晨思远一诺梦瑶心妍博雅婷雪梅琳晓倩海波立新春燕云龙飞凤凯旋瑞祥安宁康乐天成书航景行清扬若溪锦程";
    private static final String BRAND = "华中天信瑞恒盛达鑫源泰和远博创科宏图众诚德隆金鼎联合启明卓越星辰海纳百川智汇云帆嘉禾润泽安捷" + "通立诺康宇晟凯腾飞锐普惠同方正元亨利贞";

    private Names() {}

    static String person(Draws draws) {
        String surname = SURNAMES.draw(draws);
        int characters = draws.chance(0.16) ? 1 : 2;
        return surname + characters(draws, GIVEN, characters);
    }

    static String organisation(Draws draws, Place place, String industry) {
        String seat = place.city().isEmpty() ? "" : place.city();
        String trade = switch (industry) {
            case "制造业" -> draws.chance(0.5) ? "机械" : "精密制造";
            case "批发零售" -> draws.chance(0.5) ? "贸易" : "商贸";
            case "信息技术" -> draws.chance(0.5) ? "科技" : "网络技术";
            case "建筑业" -> "建设工程";
            case "教育" -> "教育科技";
            case "医疗健康" -> "医疗器械";
            case "住宿餐饮" -> "餐饮管理";
            case "物流运输" -> "物流";
            case "金融" -> "投资管理";
            default -> "实业";
        };
        String form = draws.chance(0.12) ? "股份有限公司" : "有限公司";
        return seat + characters(draws, BRAND, 2) + trade + form;
    }

    private static String characters(Draws draws, String from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(draws.below(from.length())));
        }
        return text.toString();
    }
}
