package io.fenji.launcher;

import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.console.Failure;
import java.time.LocalDate;

/// Bounds of what may be asked of the generator.
final class CompanyArguments {
    private static final int MOST_CUSTOMERS = 20_000_000;

    private CompanyArguments() {}

    static CompanyOptions company(int customers, long seed, LocalDate businessDate, String currency) {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw Failure.usage("company.size", customers, MOST_CUSTOMERS);
        }
        return new CompanyOptions(customers, seed, businessDate, currency);
    }
}
