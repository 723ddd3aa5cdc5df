package io.fenji.systemtests;

import java.time.LocalDate;
import java.time.ZoneId;

/// The suites that the tests share. A base belongs to one company, with its zone, business date and currency.
enum SuiteKind {
    /// The real file's company: nothing but that file gets in, so that its figures can be compared.
    ONLINE_RETAIL("Europe/London", LocalDate.of(2011, 12, 10), "GBP"),
    /// The CDNOW sample, on the last day of the usual calibration period; in the currency of the mapping it uses.
    CDNOW("America/New_York", LocalDate.of(1997, 9, 30), "GBP"),
    /// A generated company.
    GENERATED("Asia/Shanghai", LocalDate.of(2026, 6, 30), "CNY");

    final ZoneId zone;
    final LocalDate businessDate;
    final String currency;

    SuiteKind(String zone, LocalDate businessDate, String currency) {
        this.zone = ZoneId.of(zone);
        this.businessDate = businessDate;
        this.currency = currency;
    }
}
