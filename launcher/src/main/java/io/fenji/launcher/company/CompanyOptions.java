package io.fenji.launcher.company;

import java.time.LocalDate;

/// What makes a generated company: equal options give equal files.
///
/// @param customers number of clean customers, at least 1
/// @param seed any number; another seed is another company
/// @param businessDate last day of the history, which begins [#HISTORY_DAYS] days before
/// @param currency ISO 4217 code that every order line carries
public record CompanyOptions(int customers, long seed, LocalDate businessDate, String currency) {
    /// Length of the history in days: three years.
    public static final int HISTORY_DAYS = 1095;

    public static final CompanyOptions DEMO = new CompanyOptions(20_000, 42, LocalDate.of(2026, 6, 30), "CNY");

    public CompanyOptions {
        if (customers < 1) {
            throw new IllegalArgumentException("a company has at least one customer, not " + customers);
        }
    }

    public CompanyOptions withCustomers(int size) {
        return new CompanyOptions(size, seed, businessDate, currency);
    }

    LocalDate firstDay() {
        return businessDate.minusDays(HISTORY_DAYS - 1L);
    }
}
