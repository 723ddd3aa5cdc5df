package io.fenji.engine.value;

/// What is wrong with a customer's history. Values are given all the same, for the nearest history that
/// can be; whoever shows them says what was wrong.
public enum HistoryProblem {
    NONE,
    /// A negative number of orders or of days, or a last order after the end of the observation.
    DATES_REVERSED,
    /// The first order lies more than a hundred years back.
    TOO_OLD,
    /// More repeat orders than days: orders of one day count as one.
    MORE_ORDERS_THAN_DAYS,
    /// A last order later than the first one, and no repeat order.
    LAST_WITHOUT_ORDERS,
    /// A mean spend that is no number, not above 0 or beyond 10¹⁵: spend is taken as unknown.
    SPEND_UNUSABLE
}
