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

/// A generated company of 2,000 customers in the suite, scored twice from the same rows: as of 90 days earlier, then
/// today.
record LoadedCompany(
        Journey journey,
        CompanyCounts written,
        JsonNode customers,
        JsonNode orders,
        JsonNode interactions,
        JsonNode feedback,
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
        JsonNode interactions =
                journey.importFile("interactions", "fenji-interactions", folder.resolve(GeneratedCompany.INTERACTIONS));
        JsonNode feedback = journey.importFile("feedback", "fenji-feedback", folder.resolve(GeneratedCompany.FEEDBACK));
        journey.activatePreset(SCHEME);
        journey.refreshMetrics(TODAY.minusDays(90));
        JsonNode earlierRun = journey.run(SCHEME, true);
        journey.refreshMetrics(TODAY);
        JsonNode run = journey.run(SCHEME, false);
        return new LoadedCompany(journey, written, customers, orders, interactions, feedback, earlierRun, run);
    }

    private static CompanyCounts write(CompanyOptions options, Path folder) {
        try {
            return GeneratedCompany.write(options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
