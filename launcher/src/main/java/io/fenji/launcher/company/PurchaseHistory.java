package io.fenji.launcher.company;

import java.util.ArrayList;
import java.util.List;

/// Draws all orders of a customer: a Poisson process, thinned by the season, from the first purchase until the
/// customer drops out or the history ends.
final class PurchaseHistory {
    private static final double CANCELLED = 0.015;
    /// Orders of the last days that are not complete yet.
    private static final int PENDING_DAYS = 5;

    private static final Weighted<String> PERSON_HOURS = Weighted.words(
            "0 3 1 1 6 1 7 2 8 3 9 4 10 6 11 6 12 7 13 6 14 5 15 5 16 5 17 5 18 5 19 7 20 10 21 11 22 9 23 5");
    private static final Weighted<String> OFFICE_HOURS =
            Weighted.words("8 3 9 12 10 16 11 12 12 3 13 6 14 13 15 13 16 12 17 7 18 2 19 1");
    private static final Weighted<String> PERSON_CHANNELS = Weighted.words("天猫 25 京东 20 抖音 18 微信小程序 17 官网 8 门店 12");

    private final CompanyOptions options;
    private final Catalogue catalogue;
    private final Season season;
    private final long firstDay;

    PurchaseHistory(CompanyOptions options, Catalogue catalogue, Season season) {
        this.options = options;
        this.catalogue = catalogue;
        this.season = season;
        this.firstDay = options.firstDay().toEpochDay();
    }

    /// Purchases in order of day, each directly followed by its return document if it has one.
    List<Order> draw(Profile customer, Draws draws) {
        List<Order> orders = new ArrayList<>();
        if (!customer.buyer()) {
            return orders;
        }
        int[] favourites = favourites(customer, draws);
        double first = customer.registeredDay() - firstDay + draws.exponential(customer.organisation() ? 12 : 4);
        double end = Math.min(CompanyOptions.HISTORY_DAYS, first + customer.lifetimeDays());
        double gap = 1 / (customer.ordersPerDay() * season.peak(customer.organisation()));
        for (double time = first; time < end; time = next(customer, time, end, gap, draws)) {
            Order purchase = purchase(customer, (int) time, orders.size(), favourites, draws);
            orders.add(purchase);
            if (purchase.completed() && draws.chance(customer.returnRate())) {
                addReturn(purchase, orders, draws);
            }
        }
        return orders;
    }

    private double next(Profile customer, double from, double end, double meanGap, Draws draws) {
        double peak = season.peak(customer.organisation());
        double time = from + draws.exponential(meanGap);
        while (time < end && !draws.chance(season.factor(customer.organisation(), (int) time) / peak)) {
            time += draws.exponential(meanGap);
        }
        return time;
    }

    private int[] favourites(Profile customer, Draws draws) {
        int[] categories = new int[2 + draws.below(3)];
        for (int i = 0; i < categories.length; i++) {
            // Organisations buy from the last six categories, which hold what offices and plants need.
            categories[i] = customer.organisation()
                    ? 6 + draws.below(catalogue.categories() - 6)
                    : draws.below(catalogue.categories() - 2);
        }
        return categories;
    }

    private Order purchase(Profile customer, int day, int number, int[] favourites, Draws draws) {
        double value = customer.meanOrder() * draws.gamma(6.25, 1 / 6.25);
        int count = 1 + Math.min(customer.organisation() ? 9 : 5, draws.poisson(customer.organisation() ? 1.8 : 0.8));
        List<OrderLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int category = favourites[draws.below(favourites.length)];
            lines.add(line(customer, day, category, value / count, draws));
        }
        String channel =
                customer.organisation() || draws.chance(0.7) ? customer.channel() : PERSON_CHANNELS.draw(draws);
        return new Order(
                key('O', customer, number),
                customer.key(),
                second(customer, day, draws),
                status(day, draws),
                channel,
                lines,
                "");
    }

    private OrderLine line(Profile customer, int day, int category, double value, Draws draws) {
        double pieces = customer.organisation() ? StrictMath.exp(draws.between(0.7, 4)) : draws.chance(0.7) ? 1 : 2;
        Product product = catalogue.near(category, Math.round(value / pieces), draws);
        long price = customer.organisation() ? product.price() * (88 + draws.below(10)) / 100 : product.price();
        int quantity = Math.clamp(Math.round(value / price), 1, customer.organisation() ? 800 : 6);
        boolean discounted = draws.chance(season.promotion(day) ? 0.6 : customer.discountLove());
        long discount = discounted ? quantity * price * (3 + draws.below(customer.organisation() ? 8 : 25)) / 100 : 0;
        return new OrderLine(product, quantity, price, discount);
    }

    private void addReturn(Order purchase, List<Order> orders, Draws draws) {
        long second = purchase.second() + 86_400L * (2 + draws.below(18)) + draws.below(7_200);
        if (second >= (options.businessDate().toEpochDay() + 1) * 86_400) {
            return;
        }
        OrderLine line = purchase.lines().get(draws.below(purchase.lines().size()));
        int quantity = draws.chance(0.6) ? line.quantity() : 1 + draws.below(line.quantity());
        // Refunded at what was paid for a piece; a fraction of a cent stays with the company.
        long paid = line.amount() / line.quantity();
        OrderLine back = new OrderLine(line.product(), -quantity, paid, 0);
        orders.add(new Order(
                "R" + purchase.key().substring(1),
                purchase.customer(),
                second,
                Order.COMPLETED,
                purchase.channel(),
                List.of(back),
                purchase.key()));
    }

    private String status(int day, Draws draws) {
        boolean recent = day >= CompanyOptions.HISTORY_DAYS - PENDING_DAYS;
        if (recent && draws.chance(0.3)) {
            return "PENDING";
        }
        return draws.chance(CANCELLED) ? "CANCELLED" : Order.COMPLETED;
    }

    private long second(Profile customer, int day, Draws draws) {
        int hour = Integer.parseInt((customer.organisation() ? OFFICE_HOURS : PERSON_HOURS).draw(draws));
        return (firstDay + day) * 86_400 + hour * 3600L + draws.below(3600);
    }

    private static String key(char letter, Profile customer, int number) {
        return Profile.key(letter, customer.index()) + "-" + (number + 1);
    }
}
