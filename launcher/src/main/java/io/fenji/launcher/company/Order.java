package io.fenji.launcher.company;

import java.util.List;

/// A purchase or, with `returns` set, a return document.
///
/// @param second local date-time as seconds since 1970-01-01T00:00
/// @param returns key of the purchase that is sent back, empty for a purchase
record Order(
        String key,
        String customer,
        long second,
        String status,
        String channel,
        List<OrderLine> lines,
        String returns) {
    static final String HEADER = "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,"
            + "unit_price,discount,currency,returns_order_key\n";
    static final String COMPLETED = "COMPLETED";

    boolean completed() {
        return status.equals(COMPLETED);
    }

    long amount() {
        return lines.stream().mapToLong(OrderLine::amount).sum();
    }

    long day() {
        return Math.floorDiv(second, 86_400L);
    }

    void write(CsvText csv, String currency) {
        int number = 0;
        for (OrderLine line : lines) {
            number++;
            csv.text(key).comma().number(number).comma().text(customer).comma();
            csv.time(second).comma().text(status).comma().text(channel).comma();
            csv.text(line.product().key()).comma().number(line.quantity()).comma();
            csv.cents(line.price()).comma().cents(line.discount()).comma();
            csv.text(currency).comma().text(returns).newLine();
        }
    }
}
