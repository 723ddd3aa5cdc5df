package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.company.CompanyCounts;
import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Import of a generated company's order file through the API, against a raw COPY of the rows that it wrote.
final class ImportBench implements Benchmark {
    private static final List<String> TABLES = List.of("orders", "order_keys", "order_lines");

    /// Above 1 the launcher leaves the optimising compiler on, as it is in production.
    private static final int HEAP_FACTOR = 2;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "order rows/s through the import API, against a raw COPY of the same rows into the same tables";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        Path folder = Bench.module().resolve("target/bench/company");
        CompanyOptions company = CompanyOptions.DEMO.withCustomers(options.sizeOr(options.quick() ? 5_000 : 20_000));
        CompanyCounts written = GeneratedCompany.write(company, folder);
        say.say("%,d customers, %,d order rows".formatted(written.customers(), written.orderLines()));
        List<Double> wholeRates = new ArrayList<>();
        List<Double> importRates = new ArrayList<>();
        List<Double> copyRates = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            try (FreshSuite suite = FreshSuite.start(
                    "bench-import",
                    ZoneId.of("Asia/Shanghai"),
                    company.businessDate(),
                    company.currency(),
                    HEAP_FACTOR)) {
                Journey journey = Journey.through(suite);
                journey.importFile("products", "fenji-products", folder.resolve(GeneratedCompany.PRODUCTS));
                journey.importFile("customers", "fenji-customers", folder.resolve(GeneratedCompany.CUSTOMERS));
                long begin = System.nanoTime();
                JsonNode load = journey.importFile("orders", "fenji-orders", folder.resolve(GeneratedCompany.ORDERS));
                double whole = (System.nanoTime() - begin) / 1e9;
                long rows = load.at("/counts/landed").asLong();
                if (rows != written.orderLines()) {
                    throw new IllegalStateException(rows + " rows landed, " + written.orderLines() + " were written");
                }
                wholeRates.add(rows / whole);
                importRates.add(rows / seconds(load));
                try (Connection connection = DriverManager.getConnection(suite.jdbcUrl("customer"))) {
                    copyRates.add(rows / new RawCopy(connection, TABLES, folder.resolve("copy")).seconds());
                }
                say.say("%,.0f rows/s, COPY %,.0f rows/s".formatted(wholeRates.getLast(), copyRates.getLast()));
            }
        }
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Import",
                ("The order file of a generated company (%,d customers, %,d rows, gzip) into a fresh suite whose customers and products are known; "
                                + "from the upload to the end of the operation, with checks, merge and the metrics of every customer. "
                                + "COPY: the rows that it wrote to %s, once more, in binary, in one transaction, into empty tables with the same "
                                + "indexes and constraints on the same PostgreSQL. Rows are order lines.")
                        .formatted(written.customers(), written.orderLines(), String.join(", ", TABLES)));
        Quantity whole = result.quantity("import, upload to end", "rows/s", wholeRates);
        result.quantity("import, operation alone", "rows/s", importRates);
        Quantity copy = result.quantity("raw COPY", "rows/s", copyRates);
        result.ratio(
                "time of import ÷ time of COPY", copy, whole, "1 would be as fast as COPY, without checks and metrics");
        return result.check("every row landed in every run").build();
    }

    private static double seconds(JsonNode load) {
        return Duration.between(
                                Instant.parse(load.path("startedAt").asText()),
                                Instant.parse(load.path("finishedAt").asText()))
                        .toMillis()
                / 1000.0;
    }
}
