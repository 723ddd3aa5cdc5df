package io.fenji.launcher.company;

import java.time.LocalDate;

/// Broken rows, as every real export has some. They are extra rows with keys of their own, so what lands is known
/// exactly: every clean row, and none of these.
final class DirtyRows {
    /// One broken order row for about so many purchases, one broken customer row for about so many customers.
    private static final double ORDER_SHARE = 0.006;

    private static final double CUSTOMER_SHARE = 0.002;

    private final String currency;
    private int orders;

    DirtyRows(CompanyOptions options) {
        this.currency = options.currency();
    }

    boolean wantsCustomer(Draws draws) {
        return draws.chance(CUSTOMER_SHARE);
    }

    /// A customer row that no intake may take: unknown kind, impossible registration date, or no key.
    void customer(Profile customer, Draws draws, CsvText csv) {
        int kind = draws.below(3);
        csv.text(kind == 2 ? "" : Profile.key('X', customer.index())).comma();
        csv.text(kind == 0 ? "UNKNOWN" : "PERSON").comma().text(customer.name()).comma();
        csv.text("CN,,,,,,,").text(customer.channel()).comma();
        csv.text(
                        kind == 1
                                ? "2026-02-30"
                                : LocalDate.ofEpochDay(customer.registeredDay()).toString())
                .newLine();
    }

    boolean wantsOrder(Draws draws) {
        return draws.chance(ORDER_SHARE);
    }

    /// A one-line order with exactly one fault, spooled beside the order it resembles.
    void order(Order like, int customer, Draws draws, TimeSpool spool) {
        OrderLine line = like.lines().getFirst();
        int kind = draws.below(5);
        orders++;
        CsvText csv = spool.row();
        csv.text("E").padded(customer, 7).text("-").number(orders).text(",1,");
        csv.text(kind == 0 ? "" : like.customer()).comma();
        if (kind == 1) {
            csv.day(like.day()).text("T25:61:00");
        } else {
            csv.time(like.second());
        }
        csv.comma().text(Order.COMPLETED).comma().text(like.channel()).comma();
        csv.text(line.product().key()).comma().text(kind == 2 ? "two" : "1").comma();
        csv.cents(kind == 3 ? -line.price() : line.price()).text(",0.00,");
        csv.text(kind == 4 ? "C?Y" : currency).comma().newLine();
        spool.add(like.second(), customer, 1_000_000 + orders);
    }

    int orders() {
        return orders;
    }
}
