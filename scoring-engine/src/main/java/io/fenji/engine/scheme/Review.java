package io.fenji.engine.scheme;

/// When a customer's tier is reviewed.
public sealed interface Review {

    /// No `review`: never.
    record Never() implements Review {}

    /// `{"every":"month","day":1}`: everyone on the same dates.
    record OnDates(Schedule schedule) implements Review {}

    /// `{"every":"anniversary"}`: on the anniversaries of the day that the metric `tenureDays` counts from; without it,
    /// of the day on which the customer entered the tier.
    record Anniversary() implements Review {

        /// The metric whose beginning is the customer's day.
        public static final String METRIC = "tenureDays";
    }
}
