package io.fenji.customer.privacy;

import io.fenji.customer.merge.CustomerRows;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Takes customers away for good, with everything that leads to them: nothing stays under another name,
/// because dates, products and amounts would tell who it was. What stays is the tombstone and the
/// disclosure log, which hold an id that no longer leads anywhere.
@ApplicationScoped
class Erasure {
    /// What went.
    @RegisterForReflection
    record Counts(long customers, long orders, long interactions, long feedback, long rejections) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    customers + other.customers,
                    orders + other.orders,
                    interactions + other.interactions,
                    feedback + other.feedback,
                    rejections + other.rejections);
        }
    }

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRIES = 40;

    private final Database database;
    private final MetricRefresh refresh;
    private final RefusedRowSearch refused;
    private final KeptAnswers answers;

    Erasure(Database database, MetricRefresh refresh, RefusedRowSearch refused, KeptAnswers answers) {
        this.answers = answers;
        this.database = database;
        this.refresh = refresh;
        this.refused = refused;
    }

    /// Erases in one transaction; customers that are not there are left out, so it may be repeated. Other writers wait
    /// meanwhile, so callers hand over small portions. It waits for imports, some minutes at most.
    ///
    /// @param kept the answers found for them
    /// @throws ProblemException 410 when one became part of another meanwhile: whether that goes too is
    ///     the caller's to say
    Counts erase(Collection<UUID> customers, KeptAnswers.Found kept) {
        return waiting(connection -> {
            for (UUID id : customers) {
                Tombstones.requireNotMerged(connection, id);
            }
            return erase(connection, customers, kept);
        });
    }

    /// Erases those for which the condition still holds when nobody else writes.
    ///
    /// @param due a query for ids of customers
    Counts eraseDue(Collection<UUID> customers, String due) {
        KeptAnswers.Found kept = answers.find(customers);
        return waiting(connection -> erase(
                connection,
                Sql.list(
                        connection,
                        "select id from (%s) due where id = any (?::uuid[])".formatted(due),
                        row -> row.getObject(1, UUID.class),
                        Sql.array(connection, "uuid", customers, id -> id)),
                kept));
    }

    private Counts waiting(Function<Connection, Counts> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transaction(connection -> {
                    refresh.lockAlone(connection);
                    return work.apply(connection);
                });
            } catch (SqlFailure failure) {
                if (attempt == TRIES || !LOCK_NOT_AVAILABLE.equals(failure.state())) {
                    throw failure;
                }
            }
        }
    }

    private Counts erase(Connection connection, Collection<UUID> customers, KeptAnswers.Found kept) {
        List<UUID> present = Sql.list(
                connection,
                "select id from customers where id = any (?::uuid[]) order by id for update",
                row -> row.getObject(1, UUID.class),
                (Object) customers.toArray(UUID[]::new));
        if (present.isEmpty()) {
            return Counts.NONE;
        }
        UUID[] ids = present.toArray(UUID[]::new);
        List<UUID> parts = CustomerRows.partsOf(connection, present);
        List<UUID> everyone = new ArrayList<>(present);
        everyone.addAll(parts);
        UUID[] all = everyone.toArray(UUID[]::new);
        Long[] marks = refused.marks(connection, ids, all);
        long orders = count(connection, "orders", ids);
        long interactions = count(connection, "interactions", ids);
        long feedback = count(connection, "feedback", ids);
        forgetReferrals(connection, ids);
        CustomerRows.delete(connection, present, parts);
        long rejections = forgetFiles(connection, marks);
        KeptAnswers.forget(connection, kept, everyone);
        Tombstones.set(connection, everyone, Tombstones.Reason.ERASED, null);
        return new Counts(present.size(), orders, interactions, feedback, rejections);
    }

    private static long count(Connection connection, String table, UUID[] ids) {
        return Sql.only(
                connection,
                "select count(*) from %s where customer_id = any (?::uuid[])".formatted(table),
                row -> row.getLong(1),
                (Object) ids);
    }

    /// Others' referrals stay, without whom.
    private static void forgetReferrals(Connection connection, UUID[] ids) {
        Sql.update(connection, """
                update feedback f set referred_source = 'fenji', referred_key = 'erased', version = version + 1
                from customer_keys k
                where k.customer_id = any (?::uuid[]) and f.referred_source = k.source and f.referred_key = k.key""", (Object) ids);
    }

    /// Files that have ended wait only for the clean-up.
    private static long forgetFiles(Connection connection, Long[] marks) {
        Sql.update(connection, """
                delete from import_chunks c where exists (
                  select from operations o where o.id = c.import_id and o.finished_at is not null)""");
        return Sql.update(connection, "delete from import_rejections where marks && ?::bigint[]", (Object) marks);
    }
}
