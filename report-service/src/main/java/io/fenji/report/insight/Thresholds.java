package io.fenji.report.insight;

import java.math.BigDecimal;

/// Every limit that decides what a report warns of or recommends. The texts of the report state them.
public final class Thresholds {
    /// Mean order gaps without an order from which on a customer is overdue.
    public static final int OVERDUE_GAPS = 2;
    /// Orders before which a gap says little.
    public static final int OVERDUE_ORDERS = 3;
    /// Days that silence must have lasted at least.
    public static final int OVERDUE_DAYS = 30;
    /// Share of the spend that overdue customers of the best two tiers stand for.
    static final BigDecimal WIN_BACK = new BigDecimal("0.01");
    /// Share of spend of the first fifth.
    static final BigDecimal CONCENTRATED = new BigDecimal("0.8");
    /// Share of the customers compared that fell.
    static final BigDecimal FALLING = new BigDecimal("0.05");
    /// Share of tiered customers without a purchase for a year.
    static final BigDecimal ASLEEP = new BigDecimal("0.3");
    /// Share of rows refused at imports.
    static final BigDecimal REFUSED = new BigDecimal("0.01");
    /// Share of customers without a region.
    static final BigDecimal UNKNOWN_REGION = new BigDecimal("0.2");
    /// Error of the back-test's sum.
    static final BigDecimal MODEL_ERROR = new BigDecimal("0.15");
    /// Lift from which on a preference is worth an offer.
    static final BigDecimal LIFT = new BigDecimal("1.2");
    /// Buyers from which on a preference is told.
    static final int BUYERS = 30;
    /// Days in which purchases count for preferences.
    static final int PREFERENCE_DAYS = 365;

    private Thresholds() {}
}
