package io.fenji.customer.landing;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.FileLimits;
import io.fenji.customer.file.ReadingHints;
import io.fenji.customer.file.Row;
import io.fenji.customer.file.RowFile;
import io.fenji.customer.file.RowHandler;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.product.ProductCatalogue;
import io.fenji.customer.rate.RateChange;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lands one file: rows stream into staging on one connection, then one transaction does the rest. A file that
/// cannot be read to its end never gets to the second part.
@ApplicationScoped
public class ImportLanding {
    /// So many new rows make old statistics useless.
    private static final int MUCH = 1_000;
    /// Each is in many rows of orders.
    private static final int MUCH_OF_PRODUCTS = 50;
    private static final Logger LOG = Logger.getLogger(ImportLanding.class);
    /// Unique violation (a single write made a key at this moment), serialization failure, deadlock.
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("23505", "40001", "40P01");
    private static final int TRIES = 5;

    private final Database database;
    private final ChunkStore chunks;
    private final FileLimits limits;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;
    private final ContactValues contactValues;
    private final ContactCipher contactCipher;
    private final CustomFields customFields;
    private final CleaningRules rules;
    private final RefusedRowSeal refusedRowSeal;
    private final RateChange rates;

    ImportLanding(
            Database database,
            ChunkStore chunks,
            FileLimits limits,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency,
            CleaningRules rules,
            ContactValues contactValues,
            ContactCipher contactCipher,
            CustomFields customFields,
            RefusedRowSeal refusedRowSeal,
            RateChange rates) {
        this.rates = rates;
        this.rules = rules;
        this.database = database;
        this.chunks = chunks;
        this.limits = limits;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
        this.contactValues = contactValues;
        this.contactCipher = contactCipher;
        this.customFields = customFields;
        this.refusedRowSeal = refusedRowSeal;
    }

    public Outcome land(LandingJob job, OperationContext context, Journal journal) {
        return database.call(connection -> {
            try {
                Staged staged = stage(connection, job, context, journal);
                for (int attempt = 1; ; attempt++) {
                    try {
                        return watchedMerge(connection, job, staged, context, journal);
                    } catch (SqlFailure failure) {
                        if (attempt == TRIES || !WORTH_ANOTHER_TRY.contains(failure.state())) {
                            throw failure;
                        }
                        LOG.infof("Import %s met another write (%s) and tries again", job.id(), failure.state());
                    }
                }
            } finally {
                Staging.drop(connection);
            }
        });
    }

    /// PostgreSQL looks at its statistics a minute after a load; what reads the base at once must not plan for empty
    /// tables. A table that is being vacuumed is left to that.
    private static void analyzeAfterMuch(Connection connection, ImportType type, Outcome outcome) {
        if (outcome.counts().created() > (type == ImportType.PRODUCTS ? MUCH_OF_PRODUCTS : MUCH)) {
            Sql.execute(connection, "set local default_statistics_target to default");
            Sql.execute(connection, "analyze (skip_locked) " + written(type, outcome.counts()));
        }
    }

    /// Tables that much went to.
    private static String written(ImportType type, Outcome.Counts counts) {
        return switch (type) {
            case ORDERS ->
                "orders, order_keys, order_lines, customer_metrics"
                        + (isSome(counts.customersCreated()) ? ", customers, customer_keys" : "")
                        + (isSome(counts.productsCreated()) ? ", products" : "");
            case CUSTOMERS -> "customers, customer_keys, contact_points, customer_metrics";
            case INTERACTIONS -> "interactions, interaction_keys, customer_metrics";
            case FEEDBACK -> "feedback, feedback_keys, customer_metrics";
            case PRODUCTS -> "products";
            case ACCOUNT_MANAGERS -> "account_managers";
            case CONSENTS -> "consents";
            case EXCHANGE_RATES -> "exchange_rates, orders, customer_metrics";
        };
    }

    private static boolean isSome(@Nullable Long count) {
        return count != null && count > 0;
    }

    private record Staged(
            List<String> columns,
            FileFormat format,
            long read,
            long skipped,
            boolean mended,
            SortedMap<String, CustomField> customFields,
            @Nullable ProductCatalogue catalogue,
            long found,
            Duration time) {}

    private Staged stage(Connection connection, LandingJob job, OperationContext context, Journal journal) {
        long start = System.nanoTime();
        SortedMap<String, CustomField> declared = customFields.all(connection);
        RuleBook book = rules.book();
        ReadingContext reading =
                new ReadingContext(clock.zone(), book, new ContactCells(contactValues, book, contactCipher), declared);
        ProductCatalogue catalogue = job.mapping().type() == ImportType.ORDERS
                ? ProductCatalogue.of(connection, job.mapping().source())
                : null;
        AtomicLong bytes = new AtomicLong();
        Runnable beat = () -> context.progress("reading", bytes.get(), job.bytes());
        try (StagingHandler handler = new StagingHandler(
                (format, header) -> {
                    journal.recognised(format);
                    RowReader reader = new RowReader(job.mapping(), format, header, reading);
                    return Staging.open(
                            connection,
                            reader,
                            catalogue == null ? null : new LineAmounts(reader.fields(), catalogue, baseCurrency));
                },
                beat)) {
            RowFile.read(
                    chunks.open(job.id()),
                    job.mapping().hints(),
                    limits,
                    count -> {
                        bytes.set(count);
                        beat.run();
                    },
                    handler);
            Staging complete = handler.staging();
            complete.finish();
            return new Staged(
                    handler.columns().subList(0, complete.width()),
                    handler.format(),
                    complete.read(),
                    complete.skipped(),
                    complete.mended(),
                    declared,
                    catalogue,
                    complete.found(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Outcome watchedMerge(
            Connection connection, LandingJob job, Staged staged, OperationContext context, Journal journal)
            throws SQLException {
        try (CancelWatch watch = new CancelWatch(connection, context, "waiting", staged.read())) {
            try {
                return merge(connection, job, staged, watch, journal);
            } catch (SqlFailure failure) {
                watch.check();
                throw failure;
            }
        }
    }

    private Outcome merge(Connection connection, LandingJob job, Staged staged, CancelWatch watch, Journal journal)
            throws SQLException {
        Mapping mapping = job.mapping();
        connection.setAutoCommit(false);
        try {
            // Sorts and hashes of a whole file; PostgreSQL's standard 4 MB would spill them to disk.
            Sql.execute(connection, "set local work_mem = '64MB'");
            // The planner needs to know little more of our own tables than their sizes.
            Sql.execute(connection, "set local default_statistics_target = 10");
            Sql.execute(connection, "analyze staged");
            // One import merges at a time: two with new keys in common would wait for each other row by row.
            AdvisoryLock.IMPORTS.take(connection);
            Optional<Outcome> landed = journal.landed(connection);
            if (landed.isPresent()) {
                connection.rollback();
                return landed.get();
            }
            if (mapping.type() == ImportType.EXCHANGE_RATES) {
                // A rate changes orders of all customers.
                MetricRefresh.lockBase(connection);
            } else {
                refresh.lockForWrite(connection);
            }
            requireSameFields(connection, mapping, staged);
            Landing landing = switch (mapping.type()) {
                case ORDERS ->
                    new OrdersLanding(
                            mapping,
                            staged.mended(),
                            Objects.requireNonNull(staged.catalogue()),
                            refresh,
                            baseCurrency,
                            clock.zone());
                case CUSTOMERS -> new CustomersLanding(mapping, refresh, contactCipher, baseCurrency);
                case PRODUCTS -> new ProductsLanding(mapping, refresh, baseCurrency);
                case INTERACTIONS -> new ActivitiesLanding(mapping, ActivitiesLanding.INTERACTIONS, refresh);
                case ACCOUNT_MANAGERS -> new AccountManagersLanding(mapping);
                case CONSENTS -> new ConsentsLanding(mapping, clock.now(), clock.zone());
                case EXCHANGE_RATES -> new RatesLanding(rates, baseCurrency);
                case FEEDBACK -> new ActivitiesLanding(mapping, ActivitiesLanding.FEEDBACK, refresh);
            };
            long rows = staged.read();
            Stopwatch stopwatch = new Stopwatch();
            WholeFileRules.refuse(connection, mapping, rules.book());
            Landing.Result result = landing.land(connection, phase -> {
                stopwatch.lap(phase);
                watch.begin(phase, 0);
            });
            stopwatch.lap("findings");
            List<Outcome.CleaningCount> cleaned =
                    FindingsLanding.land(connection, mapping, job.id(), staged.found() > 0, rules.book());
            stopwatch.lap("rejections");
            RefusedRows.collect(connection);
            Outcome outcome = outcome(connection, mapping, staged, result, cleaned);
            RefusedRows.gather(connection, staged.columns().size(), staged.mended(), each -> readAgain(job, each));
            if (job.validateOnly()) {
                watch.begin("checked", rows);
                RefusedRows.keepElsewhere(
                        connection,
                        job.id(),
                        refusedRowSeal,
                        database,
                        other -> journal.finish(other, staged.columns(), outcome));
                connection.rollback();
            } else {
                RefusedRows.keep(connection, connection, job.id(), refusedRowSeal);
                stopwatch.lap("committing");
                watch.begin("committing", rows);
                journal.finish(connection, staged.columns(), outcome);
                analyzeAfterMuch(connection, mapping.type(), outcome);
                connection.commit();
            }
            LOG.infof(
                    "Import %s: %d rows, reading %d ms, %s",
                    job.id(), rows, staged.time().toMillis(), stopwatch.lap(""));
            return outcome;
        } catch (Throwable failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Rows were checked by the declarations of custom fields; from here on those stay as they are.
    private void requireSameFields(Connection connection, Mapping mapping, Staged staged) {
        SortedMap<String, CustomField> declared = customFields.all(connection);
        for (String key : mapping.customFields()) {
            if (!Objects.equals(staged.customFields().get(key), declared.get(key))) {
                throw new ProblemException(
                        CommonProblem.CONFLICT,
                        "The custom field '%s' was changed while the file was read; send it again".formatted(key));
            }
        }
    }

    private void readAgain(LandingJob job, Consumer<Row> rows) {
        ReadingHints hints = job.mapping().hints();
        RowFile.read(chunks.open(job.id()), hints, limits, count -> {}, new RowHandler() {
            @Override
            public void begin(FileFormat format, List<String> header) {}

            @Override
            public boolean row(Row row) {
                rows.accept(row);
                return true;
            }
        });
    }

    private static Outcome outcome(
            Connection connection,
            Mapping mapping,
            Staged staged,
            Landing.Result result,
            List<Outcome.CleaningCount> cleaned) {
        List<Outcome.RejectionCount> rejections = Sql.list(
                connection,
                "select code, count(*) from refused group by code order by count(*) desc, code",
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
                rejections,
                cleaned.isEmpty() ? null : cleaned);
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
