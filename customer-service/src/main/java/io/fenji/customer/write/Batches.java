package io.fenji.customer.write;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.value.KeyLocks;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Many rows in one transaction, with a handful of statements. Like an import it takes no locks on keys, which
/// would fill PostgreSQL's lock table: when another write was first with a key or a row, it begins again.
@ApplicationScoped
public class Batches {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("23505", SERIALIZATION_FAILURE, "40P01");
    private static final int TRIES = 5;

    private final Database database;
    private final MetricRefresh refresh;

    Batches(Database database, MetricRefresh refresh) {
        this.database = database;
        this.refresh = refresh;
    }

    /// Runs the work in a transaction that may write customers' rows, again where another write came between.
    public BatchResult run(Database.Work<BatchResult> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transaction(connection -> {
                    refresh.lockForSingleWrite(connection);
                    return work.run(connection);
                });
            } catch (SqlFailure failure) {
                if (attempt == TRIES || !isWorthAnotherTry(failure)) {
                    throw KeyLocks.translated(failure);
                }
            }
        }
    }

    /// Whether it failed only because of what another wrote at the same moment.
    public static boolean isWorthAnotherTry(SqlFailure failure) {
        return WORTH_ANOTHER_TRY.contains(failure.state());
    }

    /// For work that finds what it had read to be another's meanwhile.
    public static SqlFailure again() {
        return new SqlFailure(new SQLException("A row changed while the batch waited", SERIALIZATION_FAILURE));
    }

    /// As many ids, in order of time.
    public static Iterator<UUID> newIds(Connection connection, int count) {
        Pipeline pipeline = new Pipeline(connection);
        List<UUID> ids = newIds(pipeline, count);
        pipeline.run();
        return ids.iterator();
    }

    /// As many ids, in order of time, once the pipeline has run.
    public static List<UUID> newIds(Pipeline pipeline, int count) {
        return pipeline.list("select uuidv7() from generate_series(1, ?)", row -> row.getObject(1, UUID.class), count);
    }

    /// Computes the metrics of the customers whose rows were written; the last step of the work.
    public void refresh(Connection connection, Collection<UUID> customers) {
        refresh.refreshBatch(connection, customers);
    }
}
