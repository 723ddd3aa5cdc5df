package io.fenji.customer.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The spans of days that metrics look at, each inside the next: on business date D a window of w days is (D − w, D],
/// lifetime is up to D.
enum Window {
    D30("30d", 30),
    D90("90d", 90),
    D180("180d", 180),
    D365("365d", 365),
    LIFETIME("lifetime", Integer.MAX_VALUE);

    private final String key;
    private final int days;

    Window(String key, int days) {
        this.key = key;
        this.days = days;
    }

    String key() {
        return key;
    }

    int days() {
        return days;
    }

    /// 1 for the innermost; an order's bucket is the ordinal of the innermost window that holds it.
    int bucket() {
        return ordinal() + 1;
    }

    /// The first instant of the window; not for lifetime.
    Instant start(LocalDate businessDate, ZoneId zone) {
        return businessDate.minusDays(days - 1L).atStartOfDay(zone).toInstant();
    }

    /// The first instant after every window.
    static Instant end(LocalDate businessDate, ZoneId zone) {
        return businessDate.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
