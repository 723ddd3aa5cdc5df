package io.fenji.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.company.CompanyCounts;
import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A generated company of 2,000 customers in the suite, scored twice from the same orders: as of 90 days earlier, then
/// today.
record LoadedCompany(
        Journey journey,
        CompanyCounts written,
        JsonNode customers,
        JsonNode orders,
        JsonNode earlierRun,
        JsonNode run) {
    static final String SCHEME = "ecommerce-members";
    private static final LocalDate TODAY = SuiteKind.GENERATED.businessDate;
    private static @Nullable LoadedCompany loaded;

    /// Loads it on first use; the tests that share the suite share the company.
    static synchronized LoadedCompany in(FreshSuite suite) {
        if (loaded == null) {
            loaded = load(Journey.through(suite));
        }
        return loaded;
    }

    private static LoadedCompany load(Journey journey) {
        Path folder = Path.of("target/company");
        CompanyOptions options = CompanyOptions.DEMO.withCustomers(2_000);
        CompanyCounts written = write(options, folder);
        journey.importFile("products", "fenji-products", folder.resolve(GeneratedCompany.PRODUCTS));
        JsonNode customers =
                journey.importFile("customers", "fenji-customers", folder.resolve(GeneratedCompany.CUSTOMERS));
        JsonNode orders = journey.importFile("orders", "fenji-orders", folder.resolve(GeneratedCompany.ORDERS));
        journey.activatePreset(SCHEME);
        journey.refreshMetrics(TODAY.minusDays(90));
        JsonNode earlierRun = journey.run(SCHEME, true);
        journey.refreshMetrics(TODAY);
        JsonNode run = journey.run(SCHEME, false);
        return new LoadedCompany(journey, written, customers, orders, earlierRun, run);
    }

    private static CompanyCounts write(CompanyOptions options, Path folder) {
        try {
            return GeneratedCompany.write(options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
