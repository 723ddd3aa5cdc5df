package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.fenji.launcher.company.CompanyCounts;
import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.launcher.local.Service;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Imports of a generated company's orders through the API, one half into empty tables and the other beside it, against
/// a raw COPY of the rows that each wrote.
final class ImportBench implements Benchmark {
    private static final List<String> TABLES = List.of("orders", "order_keys", "order_lines");

    /// Above 1 the launcher leaves the optimising compiler on, as it is in production.
    private static final int HEAP_FACTOR = 2;

    /// So many half seconds in a row, with less of the processors in use.
    private static final int QUIET = 10;
    private static final double IDLE = 0.15;
    private static final int MOST_WAITING = 2_400;

    private record Landed(double seconds, long rows) {
        double rate() {
            return rows / seconds;
        }
    }

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
        CompanyOptions company = CompanyOptions.DEMO.withCustomers(options.sizeOr(options.quick() ? 5_000 : 40_000));
        CompanyCounts written = GeneratedCompany.write(company, folder);
        OrderHalves halves = OrderHalves.of(folder.resolve(GeneratedCompany.ORDERS), folder);
        say.say("%,d customers, %,d order rows".formatted(written.customers(), written.orderLines()));
        List<Double> firstRates = new ArrayList<>();
        List<Double> firstCopies = new ArrayList<>();
        List<Double> nextRates = new ArrayList<>();
        List<Double> nextCopies = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            try (FreshSuite suite = FreshSuite.start(
                            "bench-import",
                            ZoneId.of("Asia/Shanghai"),
                            company.businessDate(),
                            company.currency(),
                            HEAP_FACTOR);
                    Connection connection = DriverManager.getConnection(suite.jdbcUrl("customer"))) {
                Journey journey = Journey.through(suite);
                journey.importFile("products", "fenji-products", folder.resolve(GeneratedCompany.PRODUCTS));
                journey.importFile("customers", "fenji-customers", folder.resolve(GeneratedCompany.CUSTOMERS));
                RawCopy copy = new RawCopy(connection, TABLES, folder.resolve("copy"));
                settle(connection);
                Landed first = land(journey, halves.first());
                settle(connection);
                firstRates.add(first.rate());
                firstCopies.add(first.rows() / copy.seconds(RawCopy.Rows.ALL));
                copy.remember();
                Landed next = land(journey, halves.second());
                settle(connection);
                nextRates.add(next.rate());
                nextCopies.add(next.rows() / copy.seconds(RawCopy.Rows.NEW));
                memory.add(suite.residentMib(Service.CUSTOMER));
                if (first.rows() + next.rows() != written.orderLines()) {
                    throw new IllegalStateException("%d and %d rows landed, %d were written"
                            .formatted(first.rows(), next.rows(), written.orderLines()));
                }
                say.say("first load %,.0f rows/s, COPY %,.0f; beside it %,.0f rows/s, COPY %,.0f"
                        .formatted(
                                firstRates.getLast(),
                                firstCopies.getLast(),
                                nextRates.getLast(),
                                nextCopies.getLast()));
            }
        }
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Import",
                ("The orders of a generated company (%,d customers, %,d rows, CSV in gzip) in two files, into a fresh suite whose customers and products are "
                                + "known: the first into empty tables, the second into tables that hold the first. From the upload to the end of the "
                                + "operation, with checks, merge and the metrics of every customer. COPY: the rows that each file wrote to %s, once more, in "
                                + "binary, in one transaction, into tables with the same rows before, indexes and constraints on the same PostgreSQL. Rows are order "
                                + "lines.")
                        .formatted(written.customers(), written.orderLines(), String.join(", ", TABLES)));
        Quantity first = result.quantity("first load, upload to end", "rows/s", firstRates);
        Quantity firstCopy = result.quantity("raw COPY into empty tables", "rows/s", firstCopies);
        Quantity next = result.quantity("second file, upload to end", "rows/s", nextRates);
        Quantity nextCopy = result.quantity("raw COPY beside the first rows", "rows/s", nextCopies);
        result.quantity("customer-service memory", "MiB", memory);
        result.ratio(
                "first load: time of import ÷ time of COPY",
                firstCopy,
                first,
                "1 would be as fast as COPY, without checks and metrics");
        result.ratio(
                "second file: time of import ÷ time of COPY",
                nextCopy,
                next,
                "1 would be as fast as COPY, without checks and metrics");
        return result.check("every row landed in every run").build();
    }

    private static Landed land(Journey journey, Path file) {
        long begin = System.nanoTime();
        JsonNode load = journey.importFile("orders", "fenji-orders", file);
        return new Landed(
                (System.nanoTime() - begin) / 1e9, load.at("/counts/landed").asLong());
    }

    /// Waits until nobody works: the other services follow what has landed, and begin and end in their own time.
    private static void settle(Connection connection) throws SQLException, InterruptedException {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int quiet = 0;
        for (int halfSecond = 0; quiet < QUIET; halfSecond++) {
            if (halfSecond == MOST_WAITING) {
                throw new IllegalStateException("something else works on this machine: nothing can be measured");
            }
            Thread.sleep(500);
            try (Statement statement = connection.createStatement();
                    ResultSet busy = statement.executeQuery("""
                            select count(*) from pg_stat_activity
                            where state <> 'idle' and pid <> pg_backend_pid() and backend_type = 'client backend'""")) {
                busy.next();
                quiet = busy.getInt(1) == 0 && machine.getCpuLoad() < IDLE ? quiet + 1 : 0;
            }
        }
    }
}
