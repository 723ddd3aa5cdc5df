package io.fenji.report.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the customers of a sample base are and bought, in sums that agree with their metrics.
public final class SampleFacts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] INDUSTRIES = {"制造", "零售", null};
    private static final String[] CHANNELS = {"ONLINE", "STORE", "PARTNER"};
    private static final String[] MANAGERS = {"张三", "李四", "=王五", null};
    private static final String[] CATEGORIES = {"茶叶", "丝绸", "瓷器", null, "=cmd"};
    private static final int MOST_DAYS = 5;
    private static final int DAYS_BETWEEN = 17;

    /// The orders of a day, all of one channel and category.
    public record Day(
            LocalDate date, String channel, String category, int orders, BigDecimal gross, BigDecimal returned) {
        public BigDecimal cost() {
            return gross.subtract(returned).divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP);
        }

        public BigDecimal spend() {
            return gross.subtract(returned);
        }
    }

    private SampleFacts() {}

    private static int pick(SampleCustomer customer, int salt, int of) {
        return Math.floorMod(customer.key().hashCode() * 31 + salt * 7, of);
    }

    public static String industry(SampleCustomer customer) {
        return INDUSTRIES[pick(customer, 1, INDUSTRIES.length)];
    }

    public static String channel(SampleCustomer customer) {
        return CHANNELS[pick(customer, 2, CHANNELS.length)];
    }

    public static String accountManager(SampleCustomer customer) {
        return MANAGERS[pick(customer, 3, MANAGERS.length)];
    }

    /// Newest first.
    public static List<Day> days(SampleCustomer customer) {
        List<Day> days = new ArrayList<>();
        int count = Math.min(customer.orders(), MOST_DAYS);
        BigDecimal left = customer.gross();
        int orders = customer.orders();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            BigDecimal gross = last ? left : customer.gross().divide(BigDecimal.valueOf(count), 2, RoundingMode.FLOOR);
            BigDecimal returned = i == 0 ? customer.gross().subtract(customer.spend()) : BigDecimal.ZERO;
            left = left.subtract(gross);
            days.add(new Day(
                    LocalDate.parse(SampleBase.DATE).minusDays(customer.recency() + (long) i * DAYS_BETWEEN),
                    i % 2 == 0 ? channel(customer) : null,
                    CATEGORIES[pick(customer, i, CATEGORIES.length)],
                    last ? orders : 1,
                    gross,
                    returned));
            orders--;
        }
        return days;
    }

    static ObjectNode customerLine(SampleCustomer customer) {
        ObjectNode line = JSON.createObjectNode()
                .put("type", "customer")
                .put("customerId", customer.id().toString())
                .put("deleted", false);
        line.putArray("keys").addObject().put("source", "demo").put("key", customer.key());
        ObjectNode attributes = line.putObject("attributes").put("kind", "PERSON");
        put(attributes, "country", customer.country());
        put(attributes, "province", customer.province());
        put(attributes, "industry", industry(customer));
        put(attributes, "channel", channel(customer));
        put(attributes, "accountManager", accountManager(customer));
        attributes.put("custom.segmentHint", "x" + customer.orders() % 3);
        return line;
    }

    static List<ObjectNode> monthLines(SampleCustomer customer) {
        Map<String, ObjectNode> months = new TreeMap<>();
        for (Day day : days(customer)) {
            ObjectNode month =
                    months.computeIfAbsent(day.date().toString().substring(0, 7), key -> month(customer, key));
            ObjectNode fact = ((ArrayNode) month.get("days"))
                    .addObject()
                    .put("date", day.date().toString());
            put(fact, "channel", day.channel());
            amounts(fact.put("orders", day.orders()), day);
            ObjectNode line = ((ArrayNode) month.get("categories"))
                    .addObject()
                    .put("date", day.date().toString());
            put(line, "category", day.category());
            amounts(line.put("quantity", day.orders()), day);
        }
        return List.copyOf(months.values());
    }

    private static ObjectNode month(SampleCustomer customer, String month) {
        ObjectNode line = JSON.createObjectNode()
                .put("type", "month")
                .put("customerId", customer.id().toString())
                .put("month", month);
        line.putArray("days");
        line.putArray("categories");
        return line;
    }

    private static void amounts(ObjectNode fact, Day day) {
        fact.put("gross", day.gross())
                .put("returned", day.returned())
                .put("discount", BigDecimal.ZERO)
                .put("cost", day.cost());
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
