package io.fenji.scoring.metric;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.WorkTables;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The tables that hold the copy of customer-service's vectors. Everything runs in the caller's transaction
/// and under the follower's lock.
///
/// A page lands by COPY in temporary tables and is merged from there: [#LANDED] then holds the ids of its customers and
/// [#GONE] those of the deleted ones.
public final class MetricCopy {
    /// Query for the ids of the customers that the page in hand brought or changed.
    public static final String LANDED = "select customer_id from page_vectors";
    /// Query for the ids of the customers that are gone.
    public static final String GONE = "select customer_id from page_gone";
    /// Query for the ids of those among them of whom nothing may be kept.
    public static final String ERASED = "select customer_id from page_gone where erased";

    /// How the copy stands.
    ///
    /// @param caughtUpAt all changes up to here are in it; null before the feed's end was first reached
    public record State(
            int generation,
            boolean resyncing,
            @Nullable LocalDate businessDate,
            @Nullable Instant caughtUpAt) {

        /// The base's date, before it has one today's.
        public LocalDate businessDateOr(LocalDate today) {
            return businessDate == null ? today : businessDate;
        }
    }

    private MetricCopy() {}

    public static State state(Connection connection) {
        return Sql.only(
                connection, "select generation, resyncing, business_date, caught_up_at from metric_copy", row -> {
                    @Nullable OffsetDateTime caughtUpAt = row.getObject(4, OffsetDateTime.class);
                    return new State(
                            row.getInt(1),
                            row.getBoolean(2),
                            row.getObject(3, LocalDate.class),
                            caughtUpAt == null ? null : caughtUpAt.toInstant());
                });
    }

    /// The feed starts over: what it does not bring again by its end is gone.
    public static void startOver(Connection connection) {
        Sql.update(connection, "update metric_copy set generation = generation + 1, resyncing = true");
    }

    /// Lands vectors and their keys, and notes who is deleted; [#remove] takes those away.
    ///
    /// @param mostChecks how many customers may wait to be looked at for facts that came late; 0 for none
    /// @return how many will not be looked at, for want of room
    public static long land(Connection connection, Collection<MetricVector> vectors, Instant now, int mostChecks) {
        prepare(connection);
        MetricNames names = MetricNames.including(connection, vectors);
        copyVectors(connection, vectors, names);
        copyKeys(connection, vectors);
        if (vectors.stream().anyMatch(MetricVector::deleted)) {
            copyGone(connection, vectors);
        }
        WorkTables.filled(connection, "page_vectors", vectors.size());
        WorkTables.filled(connection, "page_keys", vectors.size());
        long unchecked = mostChecks > 0 ? LateChecks.note(connection, mostChecks) : 0;
        Sql.update(connection, """
                insert into customer_metrics
                  (customer_id, values, attributes, business_date, data_as_of, applied_at, generation)
                select customer_id, values, attributes, business_date, data_as_of, ?,
                  (select generation from metric_copy)
                from page_vectors
                on conflict (customer_id) do update set values = excluded.values, attributes = excluded.attributes,
                  business_date = excluded.business_date, data_as_of = excluded.data_as_of,
                  applied_at = excluded.applied_at, generation = excluded.generation""", now);
        Sql.execute(connection, """
                delete from customer_keys k using page_vectors v
                where k.customer_id = v.customer_id
                  and not exists (select from page_keys p where p.source = k.source and p.key = k.key);
                insert into customer_keys (source, key, customer_id)
                select distinct on (source, key) source, key, customer_id from page_keys
                order by source, key, customer_id
                on conflict (source, key) do update set customer_id = excluded.customer_id
                where customer_keys.customer_id <> excluded.customer_id""");
        return unchecked;
    }

    /// After the last page of a feed that started over: who did not come again is gone.
    public static void endResync(Connection connection) {
        prepare(connection);
        Sql.execute(connection, """
                insert into page_gone
                select customer_id from customer_metrics
                where generation < (select generation from metric_copy)
                  and customer_id not in (select customer_id from page_gone);
                update metric_copy set resyncing = false""");
    }

    /// Takes away who is gone.
    ///
    /// @return how many
    public static long remove(Connection connection) {
        Sql.execute(connection, "delete from customer_keys where customer_id in (" + GONE + ")");
        Sql.execute(connection, "delete from late_checks where customer_id in (" + GONE + ")");
        return Sql.update(connection, "delete from customer_metrics where customer_id in (" + GONE + ")");
    }

    public static boolean anyoneGone(Connection connection) {
        return Sql.only(connection, "select exists (" + GONE + ")", row -> row.getBoolean(1));
    }

    /// Notes how far the copy has come. The date moves with the feed's last page: before it, newer vectors of some may
    /// still be on their way, and with the days counted on their old ones would come out wrong.
    ///
    /// @param caughtUpAt when the page was asked for, if it was the feed's last; null otherwise
    /// @return whether the feed is at its end and the base stands at another date than when it last was: days are
    /// counted to that now
    public static boolean advance(Connection connection, MetricPage page, @Nullable Instant caughtUpAt) {
        MetricNames.count(connection, page.daily());
        return Sql.only(connection, """
                update metric_copy set
                  business_date = case when p.caught_up_at is not null or c.business_date is null
                    then coalesce(p.business_date, c.business_date) else c.business_date end,
                  caught_up_at = greatest(c.caught_up_at, p.caught_up_at)
                from metric_copy c, (select ?::date as business_date, ?::timestamptz as caught_up_at) p
                returning p.caught_up_at is not null and coalesce(c.business_date <> p.business_date, false)""", row -> row.getBoolean(1), page.businessDate(), caughtUpAt);
    }

    private static void prepare(Connection connection) {
        // Without indexes: the end of each transaction would make them anew.
        Sql.execute(connection, """
                create temporary table if not exists page_vectors (
                  customer_id uuid, values bytea, attributes jsonb, business_date date, data_as_of timestamptz)
                  on commit delete rows;
                create temporary table if not exists page_keys (
                  source text, key text, customer_id uuid) on commit delete rows;
                create temporary table if not exists page_gone (
                  customer_id uuid, erased boolean not null default false) on commit delete rows""");
    }

    private static void copyVectors(Connection connection, Collection<MetricVector> vectors, MetricNames names) {
        try (CopyIn copy = CopyIn.open(connection, "copy page_vectors from stdin")) {
            for (MetricVector vector : vectors) {
                if (!vector.deleted()) {
                    copy.id(vector.customerId())
                            .bytes(names.packed(vector.metrics()))
                            .text(vector.attributes())
                            .plain(vector.businessDate())
                            .plain(vector.computedAt())
                            .endRow();
                }
            }
            copy.finish();
        }
    }

    private static void copyKeys(Connection connection, Collection<MetricVector> vectors) {
        try (CopyIn copy = CopyIn.open(connection, "copy page_keys from stdin")) {
            for (MetricVector vector : vectors) {
                if (!vector.deleted()) {
                    for (ExternalKey key : vector.keys()) {
                        copy.text(key.source())
                                .text(key.key())
                                .id(vector.customerId())
                                .endRow();
                    }
                }
            }
            copy.finish();
        }
    }

    private static void copyGone(Connection connection, Collection<MetricVector> vectors) {
        try (CopyIn copy = CopyIn.open(connection, "copy page_gone from stdin")) {
            for (MetricVector vector : vectors) {
                if (vector.deleted()) {
                    copy.id(vector.customerId()).plain(vector.erased()).endRow();
                }
            }
            copy.finish();
        }
    }
}
