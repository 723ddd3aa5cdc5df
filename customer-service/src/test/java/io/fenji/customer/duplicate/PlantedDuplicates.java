package io.fenji.customer.duplicate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A generated base in which some customers stand twice, the second time as people write things down twice:
/// with a slip of the pen, in full width, in pinyin, with two digits of the phone number swapped, with a
/// contact missing. Relatives and neighbours, who share a phone number, an address or a name, are in it
/// too.
final class PlantedDuplicates {
    record Person(
            boolean organization,
            String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @Nullable String taxNumber,
            String province,
            String city) {}

    private static final List<String> SURNAMES =
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "曾", "单");
    private static final String GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建国文华宇浩然欣怡梓涵子轩";
    private static final List<List<String>> PLACES = List.of(
            List.of("广东省", "深圳市"),
            List.of("广东省", "广州市"),
            List.of("浙江省", "杭州市"),
            List.of("江苏省", "南京市"),
            List.of("四川省", "成都市"),
            List.of("山东省", "济南市"));
    private static final List<String> TRADES = List.of("贸易", "电子", "机械", "服饰", "食品", "物流", "科技", "建材");

    private final Random random;
    final List<Person> customers = new ArrayList<>();
    /// Indexes of two customers that are one.
    final Set<List<Integer>> truth = new HashSet<>();

    PlantedDuplicates(long seed, int originals, int planted) {
        random = new Random(seed);
        for (int i = 0; i < originals; i++) {
            customers.add(i % 5 == 0 ? organization(i) : person(i));
        }
        for (int i = 0; i < planted; i++) {
            int original = i * (originals / planted);
            truth.add(List.of(original, customers.size()));
            customers.add(again(customers.get(original), i));
        }
        for (int i = 0; i < planted; i++) {
            customers.add(relative(customers.get(1 + i * (originals / planted))));
        }
    }

    private Person person(int i) {
        List<String> place = pick(PLACES);
        return new Person(
                false,
                pick(SURNAMES) + given() + (random.nextInt(3) > 0 ? given() : ""),
                random.nextInt(10) > 0 ? phone() : null,
                random.nextInt(10) > 3 ? "u%d@example.org".formatted(i) : null,
                random.nextInt(10) > 4 ? "%s street %d".formatted(place.get(1), random.nextInt(100_000)) : null,
                null,
                place.get(0),
                place.get(1));
    }

    private Person organization(int i) {
        List<String> place = pick(PLACES);
        return new Person(
                true,
                place.get(1) + given() + given() + given() + pick(TRADES) + "有限公司",
                random.nextInt(10) > 1 ? phone() : null,
                random.nextInt(10) > 4 ? "office%d@example.org".formatted(i) : null,
                null,
                random.nextInt(10) > 3 ? "91%016d".formatted(random.nextLong(10_000_000_000_000_000L)) : null,
                place.get(0),
                place.get(1));
    }

    /// The same once more, with one of the usual faults.
    private Person again(Person o, int i) {
        String name = o.name();
        @Nullable String phone = o.phone();
        @Nullable String email = o.email();
        switch (i % 6) {
            case 0 -> name = full(name);
            case 1 -> name = o.organization() ? name.replace("有限公司", "") : Names.pinyin(name);
            case 2 ->
                name = o.organization()
                        ? name.substring(1)
                        : name.replace('伟', '卫').replace('芳', '方');
            case 3 -> {
                phone = phone != null && email != null ? swapped(phone) : phone;
                name = full(name);
            }
            case 4 -> email = phone == null ? email : null;
            default -> {}
        }
        return new Person(
                o.organization(),
                name,
                phone,
                email,
                o.address(),
                o.taxNumber(),
                random.nextBoolean() ? o.province() : o.province().replace("省", ""),
                random.nextBoolean() ? o.city() : o.city().replace("市", ""));
    }

    /// Somebody else of the same household, or of the same name elsewhere.
    private Person relative(Person o) {
        boolean household = random.nextBoolean();
        String name = household && !o.organization() ? o.name().charAt(0) + given() + given() : o.name();
        return new Person(
                o.organization(),
                o.organization() ? o.name().replace("有限公司", "第2分公司") : name,
                household ? o.phone() : phone(),
                null,
                household ? o.address() : null,
                null,
                o.province(),
                household ? o.city() : "珠海市");
    }

    private String given() {
        return String.valueOf(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }

    private String phone() {
        return "+861%010d".formatted(random.nextLong(10_000_000_000L));
    }

    private String swapped(String phone) {
        int at = 5 + random.nextInt(6);
        char[] digits = phone.toCharArray();
        digits[at] = digits[at] == digits[at + 1] ? (char) ('0' + (digits[at] - '0' + 1) % 10) : digits[at + 1];
        digits[at + 1] = phone.charAt(at);
        return new String(digits);
    }

    private static String full(String text) {
        StringBuilder full = new StringBuilder();
        text.chars().forEach(c -> full.append(c > 0x20 && c < 0x7f ? (char) (c + 0xfee0) : (char) c));
        return full.append('\u3000').toString();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
