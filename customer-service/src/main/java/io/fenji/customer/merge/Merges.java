package io.fenji.customer.merge;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.Owner;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Merges customers and undoes it, each in one transaction with the metrics of all of them. Both change
/// which customer a key leads to, so they have the base to themselves: nobody writes to a customer that he
/// has looked up before.
@ApplicationScoped
public class Merges {
    private static final int MOST_KEYS = 100;
    private static final int MOST_CONTACT_POINTS = 50;

    private final Database database;
    private final MetricRefresh refresh;
    private final MergeStore store;
    private final BusinessClock clock;

    Merges(Database database, MetricRefresh refresh, MergeStore store, BusinessClock clock) {
        this.database = database;
        this.refresh = refresh;
        this.store = store;
        this.clock = clock;
    }

    /// Merges.
    ///
    /// @throws ProblemException 422 for customers that are unknown, named twice or restricted, or have together too
    /// many keys or contact points
    @Transactional
    public Merge merge(MergeRequest request) {
        request.check();
        return database.call(connection -> {
            refresh.lockAlone(connection);
            List<UUID> ids = resolve(connection, request);
            UUID survivor = ids.getFirst();
            UUID[] merged = ids.subList(1, ids.size()).toArray(UUID[]::new);
            requireFew(
                    connection,
                    ids,
                    "select count(*) from customer_keys where customer_id = any (?::uuid[])",
                    "keys",
                    MOST_KEYS);
            requireFew(
                    connection,
                    ids,
                    "select count(distinct (type, blind_index)) from contact_points where customer_id = any (?::uuid[])",
                    "contact points",
                    MOST_CONTACT_POINTS);
            List<Candidate> candidates = store.candidates(connection, ids);
            Decisions decisions = new Decisions(survivor, candidates, request.rules());
            UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
            Instant now = clock.now();
            begin(connection, id, survivor, merged, now);
            List<FieldDecision> fields = decisions.all();
            giveValues(connection, survivor, decisions, fields, now);
            Merge.Moved moved = MergeRows.toSurvivor(connection, survivor, merged);
            Tombstones.set(connection, List.of(merged), Tombstones.Reason.MERGED, survivor);
            Sql.update(connection, """
                    update merges set outcome = ?::jsonb,
                      survivor_after = (select to_jsonb(c) from customers c where c.id = survivor_id)
                    where id = ?""", store.write(new Merge.Outcome(fields, moved)), id);
            refresh(connection, List.of(survivor));
            return store.find(connection, id).orElseThrow();
        });
    }

    /// Undoes a merge; one that is undone stays so.
    ///
    /// @throws ProblemException 404, or 409 when it can no longer be undone
    @Transactional
    public Merge undo(UUID id) {
        return database.call(connection -> {
            refresh.lockAlone(connection);
            Merge merge = store.find(connection, id)
                    .orElseThrow(() -> ProblemException.notFound("There is no merge %s".formatted(id)));
            if (merge.state() == Merge.State.UNDONE) {
                return merge;
            }
            requireUndoable(connection, merge);
            Instant now = clock.now();
            MergeRows.restoreSurvivor(connection, id, now);
            MergeRows.restoreMerged(connection, id);
            MergeRows.back(connection, id, merge.survivor());
            MergeRows.restoreContactPoints(connection, id, MOST_CONTACT_POINTS);
            MergeRows.forgetContactPoints(connection, id);
            MergeRows.restoreDismissals(connection, id);
            MergeRows.restrictLikeSurvivor(connection, id);
            Tombstones.lift(connection, merge.merged());
            Sql.update(connection, "update merges set state = 'UNDONE', undone_at = ? where id = ?", now, id);
            List<UUID> all = new ArrayList<>(merge.merged());
            all.add(merge.survivor());
            refresh(connection, all);
            return store.find(connection, id).orElseThrow();
        });
    }

    public Optional<Merge> find(UUID id) {
        return database.call(connection -> store.find(connection, id));
    }

    /// The latest first.
    public List<Merge> list(@Nullable UUID customerId, Merge.@Nullable State state, @Nullable UUID after, int limit) {
        return database.call(connection -> store.list(connection, customerId, state, after, limit));
    }

    /// The survivor's id, then the others'.
    private static List<UUID> resolve(Connection connection, MergeRequest request) {
        Checks checks = new Checks();
        List<UUID> ids = new ArrayList<>();
        HashSet<UUID> seen = new HashSet<>();
        for (int i = -1; i < request.merged().size(); i++) {
            CustomerReference reference =
                    i < 0 ? request.survivor() : request.merged().get(i);
            String pointer = i < 0 ? "/survivor" : "/merged/" + i;
            Optional<UUID> id = reference.find(connection).map(Owner::id);
            if (id.isEmpty()) {
                checks.add(pointer, "UNKNOWN_CUSTOMER", "There is no such customer");
            } else if (isRestricted(connection, id.get())) {
                checks.add(
                        pointer,
                        "CUSTOMER_RESTRICTED",
                        "is customer %s, who may not be processed: lift the restriction first".formatted(id.get()));
            } else if (!seen.add(id.get())) {
                checks.add(pointer, "SAME_CUSTOMER", "is customer %s, who is named before".formatted(id.get()));
            } else {
                ids.add(id.get());
            }
        }
        checks.complete();
        return ids;
    }

    private static boolean isRestricted(Connection connection, UUID id) {
        return Sql.first(
                        connection,
                        "select customer_id from customer_restrictions where customer_id = ?",
                        row -> true,
                        id)
                .isPresent();
    }

    private static void requireFew(Connection connection, List<UUID> ids, String count, String what, int most) {
        long together = Sql.only(connection, count, row -> row.getLong(1), (Object) ids.toArray(UUID[]::new));
        if (together > most) {
            throw ProblemException.at(
                    CustomerProblem.INVALID_VALUE,
                    "/merged",
                    "TOO_MANY_" + what.replace(' ', '_').toUpperCase(Locale.ROOT),
                    "Together they have %d %s, a customer has at most %d".formatted(together, what, most));
        }
    }

    private static void begin(Connection connection, UUID id, UUID survivor, UUID[] merged, Instant now) {
        Sql.update(connection, """
                insert into merges (id, survivor_id, state, outcome, survivor_before, survivor_after, created_at)
                select ?, c.id, 'MERGED', '{}', to_jsonb(c), to_jsonb(c), ? from customers c where c.id = ?""", id, now, survivor);
        List<UUID> keepers = new ArrayList<>(List.of(survivor));
        for (UUID one : merged) {
            // The survivor has no record among the members: its contact points stand with the first one's.
            String points =
                    MergeRows.contactPoints(connection, keepers.size() == 1 ? List.of(survivor, one) : List.of(one));
            Sql.update(connection, """
                    insert into merge_members (merge_id, customer_id, record, contact_points)
                    select ?, c.id, to_jsonb(c), ?::jsonb from customers c where c.id = ?""", id, points, one);
            MergeRows.deleteRepeatedContactPoints(connection, keepers, one);
            keepers.add(one);
        }
        MergeRows.preferOne(connection, id, keepers);
        MergeRows.keepDismissals(connection, id, merged);
    }

    private void giveValues(
            Connection connection, UUID survivor, Decisions decisions, List<FieldDecision> fields, Instant now) {
        List<String> assignments = new ArrayList<>();
        List<Object> values = new ArrayList<>(List.of(now));
        for (FieldDecision decision : fields) {
            if (decision.from() != null && decision.field() != MergedField.CUSTOM) {
                String columns = String.join(", ", decision.field().columns());
                assignments.add("(%1$s) = (select %1$s from customers where id = ?)".formatted(columns));
                values.add(decision.from());
            }
        }
        // The values of the first in the ranking are laid over those of the others.
        assignments.add("custom = %s"
                .formatted(decisions.ranking(MergedField.CUSTOM).reversed().stream()
                        .map(candidate -> "(select custom from customers where id = ?)")
                        .collect(Collectors.joining(" || "))));
        decisions.ranking(MergedField.CUSTOM).reversed().forEach(candidate -> values.add(candidate.id()));
        values.add(survivor);
        Sql.update(
                connection,
                "update customers set version = version + 1, updated_at = ?, %s where id = ?"
                        .formatted(String.join(", ", assignments)),
                values.toArray());
    }

    private static void requireUndoable(Connection connection, Merge merge) {
        Sql.first(connection, """
                        select m.id from merges m join merge_members b on b.merge_id = m.id
                        where b.customer_id = ? and m.state = 'MERGED'""", row -> row.getObject(1, UUID.class), merge.survivor())
                .ifPresent(later -> {
                    throw refused("The survivor %s was merged itself, by merge %s: undo that one first"
                            .formatted(merge.survivor(), later));
                });
        Sql.first(
                        connection,
                        "select id from merges where survivor_id = ? and state = 'MERGED' and id > ? order by id desc limit 1",
                        row -> row.getObject(1, UUID.class),
                        merge.survivor(),
                        merge.id())
                .ifPresent(later -> {
                    throw refused(
                            "Merge %s has the same survivor and came later: undo that one first".formatted(later));
                });
        if (Sql.first(connection, "select id from customers where id = ?", row -> true, merge.survivor())
                .isEmpty()) {
            throw refused("The survivor %s no longer exists".formatted(merge.survivor()));
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(CustomerProblem.MERGE_NOT_UNDOABLE, detail);
    }

    private void refresh(Connection connection, List<UUID> ids) {
        Sql.execute(connection, "create temporary table touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(connection, "insert into touched_customers select unnest(?::uuid[])", (Object)
                ids.toArray(UUID[]::new));
        refresh.refreshTouched(connection);
    }
}
