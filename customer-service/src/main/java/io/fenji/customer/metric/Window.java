package io.fenji.customer.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The spans of days that metrics look at, each inside the next: on business date D a window of w days is (D − w, D],
/// lifetime is up to D.
enum Window {
    D30("30d", 30, 1),
    D90("90d", 90, 2),
    D180("180d", 180, 3),
    D365("365d", 365, 4),
    LIFETIME("lifetime", Integer.MAX_VALUE, 5);

    private final String key;
    private final int days;
    private final int bucket;

    Window(String key, int days, int bucket) {
        this.key = key;
        this.days = days;
        this.bucket = bucket;
    }

    String key() {
        return key;
    }

    int days() {
        return days;
    }

    /// 1 for the innermost; an order's bucket is that of the innermost window that holds it.
    int bucket() {
        return bucket;
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
