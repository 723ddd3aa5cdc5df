package io.fenji.customer.landing;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.file.CsvFile;
import io.fenji.customer.file.FileLimits;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lands one file: rows stream into staging on one connection, then one transaction does the rest. A file that
/// cannot be read to its end never gets to the second part.
@ApplicationScoped
public class ImportLanding {
    private static final Logger LOG = Logger.getLogger(ImportLanding.class);
    /// One import merges at a time: two with new keys in common would wait for each other row by row.
    private static final long MERGE_LOCK = 0x66656e6a_0003L;
    /// Unique violation (a single write made a key at this moment), serialization failure, deadlock.
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("23505", "40001", "40P01");
    private static final int TRIES = 5;

    /// What is done in the transaction that lands the rows.
    public interface Finish {
        void run(Connection connection, List<String> columns, Outcome outcome);
    }

    private final Database database;
    private final ChunkStore chunks;
    private final FileLimits limits;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;

    ImportLanding(
            Database database,
            ChunkStore chunks,
            FileLimits limits,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency) {
        this.database = database;
        this.chunks = chunks;
        this.limits = limits;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    public Outcome land(UUID importId, long bytes, Mapping mapping, OperationContext context, Finish finish) {
        return database.call(connection -> {
            try {
                Staged staged = stage(connection, importId, bytes, mapping, context);
                for (int attempt = 1; ; attempt++) {
                    try {
                        Outcome outcome = merge(connection, importId, mapping, staged, context, finish);
                        analyzeAfterMuch(connection, outcome);
                        return outcome;
                    } catch (SqlFailure failure) {
                        if (attempt == TRIES || !WORTH_ANOTHER_TRY.contains(failure.state())) {
                            throw failure;
                        }
                        LOG.infof("Import %s met another write (%s) and tries again", importId, failure.state());
                    }
                }
            } finally {
                Staging.drop(connection);
            }
        });
    }

    /// PostgreSQL looks at its statistics a minute after a load; what reads the base at once must not plan for empty
    /// tables.
    private static void analyzeAfterMuch(Connection connection, Outcome outcome) {
        if (outcome.counts().created() > 1_000) {
            Sql.execute(
                    connection,
                    "analyze customers, customer_keys, products, orders, order_keys, order_lines, interactions, interaction_keys, feedback, feedback_keys, customer_metrics");
        }
    }

    private record Staged(List<String> columns, long read, long skipped, boolean mended, Duration time) {}

    private Staged stage(Connection connection, UUID importId, long bytes, Mapping mapping, OperationContext context) {
        long start = System.nanoTime();
        @Nullable Staging[] staging = {null};
        @Nullable List<?>[] columns = {null};
        try {
            CsvFile.read(
                    chunks.open(importId),
                    mapping.separator(),
                    limits.maxUnpackedSize().asLongValue(),
                    count -> context.progress("reading", count, bytes),
                    header -> {
                        columns[0] = header;
                        staging[0] =
                                Staging.open(connection, new RowReader(mapping, header, clock.zone(), baseCurrency));
                    },
                    row -> java.util.Objects.requireNonNull(staging[0]).add(row));
            Staging complete = java.util.Objects.requireNonNull(staging[0]);
            complete.finish();
            List<String> header = java.util.Objects.requireNonNull(columns[0]).stream()
                    .map(String::valueOf)
                    .toList();
            return new Staged(
                    header.subList(0, complete.width()),
                    complete.read(),
                    complete.skipped(),
                    complete.mended(),
                    Duration.ofNanos(System.nanoTime() - start));
        } finally {
            if (staging[0] != null) {
                staging[0].cancel();
            }
        }
    }

    private Outcome merge(
            Connection connection,
            UUID importId,
            Mapping mapping,
            Staged staged,
            OperationContext context,
            Finish finish)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            // Sorts and hashes of a whole file; PostgreSQL's standard 4 MB would spill them to disk.
            Sql.execute(connection, "set local work_mem = '64MB'");
            Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, MERGE_LOCK);
            refresh.lockForWrite(connection);
            Landing landing = switch (mapping.type()) {
                case ORDERS -> new OrdersLanding(mapping, staged.mended(), refresh, baseCurrency);
                case CUSTOMERS -> new CustomersLanding(mapping, refresh, baseCurrency);
                case PRODUCTS -> new ProductsLanding(mapping, refresh, baseCurrency);
                case INTERACTIONS -> new ActivitiesLanding(mapping, ActivitiesLanding.INTERACTIONS, refresh);
                case FEEDBACK -> new ActivitiesLanding(mapping, ActivitiesLanding.FEEDBACK, refresh);
            };
            long rows = staged.read();
            Stopwatch stopwatch = new Stopwatch();
            Landing.Result result = landing.land(connection, phase -> {
                stopwatch.lap(phase);
                context.progress(phase, 0, rows);
            });
            stopwatch.lap("rejections");
            Outcome outcome = outcome(connection, mapping, staged, result);
            RefusedRows.gather(connection, staged.columns().size(), each -> readAgain(importId, mapping, each));
            RefusedRows.keep(connection, importId);
            stopwatch.lap("committing");
            context.progress("committing", rows, rows);
            finish.run(connection, staged.columns(), outcome);
            connection.commit();
            LOG.infof(
                    "Import %s: %d rows, reading %d ms, %s",
                    importId, rows, staged.time().toMillis(), stopwatch.lap(""));
            return outcome;
        } catch (Throwable failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void readAgain(UUID importId, Mapping mapping, Consumer<CsvRecord> rows) {
        CsvFile.read(
                chunks.open(importId),
                mapping.separator(),
                limits.maxUnpackedSize().asLongValue(),
                count -> {},
                header -> {},
                rows);
    }

    private static Outcome outcome(Connection connection, Mapping mapping, Staged staged, Landing.Result result) {
        List<Outcome.RejectionCount> rejections = Sql.list(
                connection,
                "select code, count(*) from staged where code is not null group by code order by count(*) desc, code",
                row -> new Outcome.RejectionCount(row.getString(1), row.getLong(2), reason(row.getString(1))));
        long rejected =
                rejections.stream().mapToLong(Outcome.RejectionCount::count).sum();
        boolean orders = mapping.type() == ImportType.ORDERS;
        return new Outcome(
                new Outcome.Counts(
                        staged.read(),
                        staged.read() - rejected - staged.skipped(),
                        rejected,
                        staged.skipped(),
                        resources(mapping, ImportType.ORDERS, result),
                        resources(mapping, ImportType.CUSTOMERS, result),
                        resources(mapping, ImportType.PRODUCTS, result),
                        resources(mapping, ImportType.INTERACTIONS, result),
                        resources(mapping, ImportType.FEEDBACK, result),
                        result.created(),
                        result.updated(),
                        result.unchanged(),
                        orders ? result.customersCreated() : null,
                        orders ? result.productsCreated() : null,
                        result.metricsChanged()),
                rejections);
    }

    private static @Nullable Long resources(Mapping mapping, ImportType type, Landing.Result result) {
        return mapping.type() == type ? result.resources() : null;
    }

    private static String reason(String code) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.name().equals(code))
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
