package io.fenji.launcher.company;

import java.util.List;

/// Draws interactions and feedback that go with a customer's purchases: happy, active customers browse, answer well
/// and refer others; unhappy ones and those with returns complain. Rows are CSV.
final class EngagementHistory {
    static final String INTERACTIONS_HEADER = "key,customer_key,occurred_at,type,channel,direction\n";
    static final String FEEDBACK_HEADER =
            "key,customer_key,occurred_at,type,score,severity,resolved_at,referred_customer_key\n";

    private static final Weighted<String> PERSON_TYPES = Weighted.words(
            "SITE_VIEW 46 LOGIN 20 CAMPAIGN_RESPONSE 12 SOCIAL_CONTACT 8 EMAIL 6 INQUIRY 4 DOWNLOAD 2 CALL 2");
    private static final Weighted<String> ORGANISATION_TYPES = Weighted.words(
            "EMAIL 24 CALL 20 SITE_VIEW 16 LOGIN 12 VISIT 8 MEETING 7 INQUIRY 7 DOWNLOAD 5 CAMPAIGN_RESPONSE 1");
    private static final Weighted<String> SEVERITIES = Weighted.words("LOW 55 MEDIUM 33 HIGH 12");
    private static final int DAY = 86_400;

    private final long end;

    EngagementHistory(CompanyOptions options) {
        this.end = (options.businessDate().toEpochDay() + 1) * DAY;
    }

    /// Writes all interactions of the customer and returns how many.
    int interactions(Profile customer, List<Order> orders, Draws draws, TimeSpool spool) {
        int written = 0;
        long first = customer.registeredDay() * DAY;
        long active = orders.isEmpty() ? first + 40L * DAY : orders.getLast().second() + 30L * DAY;
        double perDay = 0.004 + 0.9 * customer.ordersPerDay() * StrictMath.exp(0.2 * customer.satisfaction());
        double days = Math.max(0, Math.min(active, end) - first) / (double) DAY;
        int count = draws.poisson(Math.min(400, days * perDay));
        for (int i = 0; i < count; i++) {
            long second = first + (long) (draws.uniform() * days * DAY);
            String type = (customer.organisation() ? ORGANISATION_TYPES : PERSON_TYPES).draw(draws);
            CsvText row = spool.row();
            head(row, 'I', customer, i, second).text(type).comma();
            row.text(channel(type)).comma().text(direction(type, i)).newLine();
            spool.add(second, customer.index(), i);
            written++;
        }
        return written;
    }

    /// Writes satisfaction answers, NPS, complaints and referrals of the customer and returns how many.
    int feedback(Profile customer, List<Order> orders, Draws draws, TimeSpool spool) {
        int written = 0;
        for (Order order : orders) {
            boolean returned = !order.returns().isEmpty();
            if (draws.chance(returned ? 0.16 : 0.07)) {
                double mood = 4.1 + 0.7 * customer.satisfaction() + 0.6 * draws.normal() - (returned ? 1.1 : 0);
                long second = after(order, 1 + draws.below(6), draws);
                written += write(customer, written, second, "CSAT", Math.clamp(Math.round(mood), 1, 5), spool);
            }
            if (draws.chance(0.008 * StrictMath.exp(-0.8 * customer.satisfaction()) * (returned ? 6 : 1))) {
                written += complaint(customer, written, after(order, draws.below(10), draws), draws, spool);
            }
            if (customer.satisfaction() > 0.4 && draws.chance(0.02)) {
                written += referral(customer, written, after(order, draws.below(30), draws), spool);
            }
        }
        if (!orders.isEmpty() && draws.chance(0.14)) {
            double mood = 7.6 + 1.7 * customer.satisfaction() + draws.normal();
            Order about = orders.get(draws.below(orders.size()));
            long second = after(about, 20 + draws.below(60), draws);
            written += write(customer, written, second, "NPS", Math.clamp(Math.round(mood), 0, 10), spool);
        }
        return written;
    }

    private int write(Profile customer, int number, long second, String type, long score, TimeSpool spool) {
        if (second >= end) {
            return 0;
        }
        CsvText row = spool.row();
        head(row, 'F', customer, number, second)
                .text(type)
                .comma()
                .number(score)
                .text(",,,")
                .newLine();
        spool.add(second, customer.index(), number);
        return 1;
    }

    /// Refers somebody who came earlier, so that a smaller company has the same referrals; the first customer brings
    /// the second.
    private int referral(Profile customer, int number, long second, TimeSpool spool) {
        if (second >= end) {
            return 0;
        }
        int earlier = customer.index() - 1;
        int referred = earlier == 0 ? 2 : 1 + (int) ((customer.index() * 7919L + number) % earlier);
        CsvText row = spool.row();
        head(row, 'F', customer, number, second).text("REFERRAL,,,,");
        row.text(Profile.key('C', referred)).newLine();
        spool.add(second, customer.index(), number);
        return 1;
    }

    private int complaint(Profile customer, int number, long second, Draws draws, TimeSpool spool) {
        long resolved = second + (long) (draws.exponential(6) * DAY) + 3600;
        String severity = SEVERITIES.draw(draws);
        if (second >= end) {
            return 0;
        }
        CsvText row = spool.row();
        head(row, 'F', customer, number, second)
                .text("COMPLAINT,,")
                .text(severity)
                .comma();
        if (resolved < end) {
            row.time(resolved);
        }
        row.comma().newLine();
        spool.add(second, customer.index(), number);
        return 1;
    }

    private static CsvText head(CsvText row, char letter, Profile customer, int number, long second) {
        row.text(Profile.key(letter, customer.index()))
                .text("-")
                .number(number + 1L)
                .comma();
        return row.text(customer.key()).comma().time(second).comma();
    }

    private static String channel(String type) {
        return switch (type) {
            case "CALL" -> "电话";
            case "EMAIL", "CAMPAIGN_RESPONSE" -> "邮件";
            case "VISIT", "MEETING" -> "线下";
            case "SOCIAL_CONTACT" -> "微信";
            default -> "官网";
        };
    }

    /// What customers do of themselves is inbound, visits are the company's; calls and mails go both ways.
    private static String direction(String type, int number) {
        return switch (type) {
            case "VISIT", "MEETING" -> "OUTBOUND";
            case "CALL", "EMAIL" -> number % 2 == 0 ? "OUTBOUND" : "INBOUND";
            default -> "INBOUND";
        };
    }

    private static long after(Order order, int days, Draws draws) {
        return order.second() + (long) days * DAY + 600 + draws.below(DAY / 2);
    }
}
