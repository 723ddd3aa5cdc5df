package io.fenji.launcher.company;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The products: 40 in each of 12 categories, with the category's price level and margin.
final class Catalogue {
    /// Category, median price, margin, nouns.
    private static final String CATEGORIES = """
            数码电子 899 0.14 蓝牙耳机 平板电脑 移动电源 智能手表 显示器 机械键盘
            家用电器 1299 0.21 空气净化器 电饭煲 扫地机器人 洗衣机 微波炉 加湿器
            家居日用 89 0.38 收纳箱 四件套 保温杯 台灯 炒锅 毛巾
            服饰鞋包 229 0.52 羽绒服 运动鞋 双肩包 衬衫 牛仔裤 连衣裙
            美妆个护 169 0.58 面霜 精华液 口红 洗发水 面膜 防晒霜
            食品生鲜 59 0.27 坚果礼盒 牛排 大米 茶叶 牛奶 车厘子
            母婴玩具 139 0.35 纸尿裤 奶粉 积木 婴儿车 绘本 安全座椅
            运动户外 259 0.41 跑步机 帐篷 瑜伽垫 登山鞋 羽毛球拍 骑行服
            图书文具 39 0.31 笔记本 钢笔 小说 辞典 画材 教辅
            办公用品 119 0.29 打印机 硒鼓 复印纸 办公椅 文件柜 投影仪
            工业备件 349 0.33 轴承 减速机 传感器 变频器 电磁阀 密封圈
            原料包材 24 0.18 瓦楞纸箱 缠绕膜 工程塑料 铝型材 胶带 托盘""";
    private static final String[] SERIES = {"标准款", "升级款", "专业款", "轻享款", "旗舰款", "经济装", "家庭装"};
    private static final int PER_CATEGORY = 40;

    private final List<List<Product>> byCategory = new ArrayList<>();

    Catalogue(long seed) {
        Draws draws = Draws.of(seed, -1);
        List<String> lines = CATEGORIES.lines().toList();
        int number = 0;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            List<Product> products = new ArrayList<>();
            for (int i = 0; i < PER_CATEGORY; i++) {
                number++;
                double price = Math.max(2, draws.logNormal(Double.parseDouble(words[1]), 0.85));
                long cents = price > 30 ? Math.round(price) * 100 - 10 : Math.round(price * 10) * 10;
                double margin = Double.parseDouble(words[2]) + draws.between(-0.08, 0.08);
                String name = words[3 + draws.below(words.length - 3)] + " " + SERIES[draws.below(SERIES.length)] + " "
                        + (char) ('A' + draws.below(26)) + (100 + draws.below(900));
                // One product in 240 has no cost, so that "profit is not known" happens.
                long cost = number % 240 == 239 ? -1 : Math.round(cents * (1 - margin));
                products.add(new Product(key(number), name, words[0], cost, cents));
            }
            products.sort(Comparator.comparingLong(Product::price));
            byCategory.add(List.copyOf(products));
        }
    }

    int categories() {
        return byCategory.size();
    }

    List<Product> products() {
        return byCategory.stream().flatMap(List::stream).toList();
    }

    /// A product of the category for about this price (hundredths): one of the few just below it, or the cheapest.
    Product near(int category, long price, Draws draws) {
        List<Product> products = byCategory.get(category);
        int upper = 0;
        while (upper < products.size() && products.get(upper).price() <= price) {
            upper++;
        }
        int back = 1 + draws.below(6);
        return products.get(Math.max(0, upper - back));
    }

    private static String key(int number) {
        return "P" + (10_000 + number);
    }
}
