package io.fenji.report.analytics;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.mart.MartState;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The tables that analytics read. One is good while the mart stands where it stood, and otherwise for ten times as
/// long as
/// it took to make: however fast the mart changes, no more than a tenth of the time goes into them. For as long again
/// it is
/// used while the next one is made.
@ApplicationScoped
class Bases {
    private static final Logger LOG = Logger.getLogger(Bases.class);
    private static final int MOST = 6;
    private static final int GOOD_FOR = 10;

    private record Key(String scheme, int version, @Nullable LocalDate past) {}

    private record Entry(Base base, long used) {}

    private final Database database;
    private final Map<Key, Entry> bases = new ConcurrentHashMap<>();
    private final Map<Key, Object> locks = new ConcurrentHashMap<>();

    Bases(Database database) {
        this.database = database;
    }

    /// The table for a day, null for now.
    Base find(SchemeView scheme, @Nullable LocalDate past) {
        Key key = new Key(scheme.key(), scheme.version(), past);
        @Nullable Entry entry = bases.get(key);
        if (entry != null) {
            Base base = entry.base();
            boolean same = base.position() == position();
            if (same || base.age() < base.took() * GOOD_FOR) {
                bases.replace(key, entry, new Entry(base, System.nanoTime()));
                return base;
            }
            if (base.age() < base.took() * GOOD_FOR * 2) {
                Thread.startVirtualThread(() -> refresh(key, scheme, base));
                return base;
            }
        }
        return renew(key, scheme, entry == null ? null : entry.base());
    }

    private void refresh(Key key, SchemeView scheme, Base old) {
        try {
            renew(key, scheme, old);
        } catch (RuntimeException failure) {
            LOG.warnf("A table for analytics could not be renewed: %s", failure.toString());
        }
    }

    /// Makes the table anew unless somebody has done so meanwhile.
    private Base renew(Key key, SchemeView scheme, @Nullable Base old) {
        synchronized (locks.computeIfAbsent(key, each -> new Object())) {
            @Nullable Entry now = bases.get(key);
            if (now != null && (old == null || !now.base().table().equals(old.table()))) {
                return now.base();
            }
            Base made = make(scheme, key.past());
            bases.put(key, new Entry(made, System.nanoTime()));
            if (old != null) {
                drop(old.table());
            }
            if (bases.size() > MOST) {
                bases.entrySet().stream()
                        .min(Comparator.comparingLong(each -> each.getValue().used()))
                        .ifPresent(oldest -> forget(oldest.getKey()));
            }
            return made;
        }
    }

    private Base make(SchemeView scheme, @Nullable LocalDate past) {
        String table = "analytics_base_" + UUID.randomUUID().toString().replace("-", "");
        return database.transaction(c -> {
            long start = System.nanoTime();
            Sql.execute(c, "set transaction isolation level repeatable read; set local work_mem = '64MB'");
            if (MartState.copying(c)) {
                throw new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE, "The mart is being copied; what it has so far is not all");
            }
            long position = Sql.only(c, "select sum(position) from mart_feed", row -> row.getLong(1));
            @Nullable LocalDate today = MartState.read(c).businessDate();
            if (today == null) {
                throw new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "The mart has no data yet");
            }
            if (past != null && past.isAfter(today)) {
                throw ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "asOf",
                        "IN_THE_FUTURE",
                        "The business date is %s; there is nothing after it".formatted(today));
            }
            boolean earlier = past != null && past.isBefore(today);
            LocalDate day = past != null ? past : today;
            TierOrder tiers = earlier ? held(c, scheme, day) : TierOrder.read(c, scheme);
            BaseTable.create(c, table, scheme, tiers, day, earlier);
            Sql.update(c, "insert into analytics_base (name) values (?)", table);
            return new Base(
                    table,
                    tiers,
                    day,
                    today,
                    position,
                    System.nanoTime(),
                    System.nanoTime() - start,
                    new ConcurrentHashMap<>());
        });
    }

    private static TierOrder held(Connection connection, SchemeView scheme, LocalDate day) throws SQLException {
        return new TierOrder(scheme.tiers(), scheme.tiers().size())
                .with(Sql.list(connection, """
                        select distinct to_tier from mart_tier_change where scheme = ? and to_tier is not null
                            and day <= ? and (until_day is null or until_day > ?) order by 1""", row -> row.getString(1), scheme.key(), day, day));
    }

    private long position() {
        return database.call(c -> Sql.only(c, "select sum(position) from mart_feed", row -> row.getLong(1)));
    }

    private void forget(Key key) {
        @Nullable Entry gone = bases.remove(key);
        if (gone != null) {
            drop(gone.base().table());
        }
    }

    private void drop(String table) {
        database.transaction(c -> {
            Sql.execute(c, "drop table if exists " + table);
            return Sql.update(c, "delete from analytics_base where name = ?", table);
        });
    }

    /// Drops what the mart has outgrown and nobody asks for, so that nobody who was erased stays in it, and what an
    /// instance left behind that is gone.
    @Scheduled(
            every = "30s",
            identity = "analytics-bases-clean-up",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void cleanUp() {
        long position = position();
        bases.forEach((key, entry) -> {
            Base base = entry.base();
            if (base.position() != position && base.age() > base.took() * GOOD_FOR * 2) {
                forget(key);
            }
        });
        String[] mine = bases.values().stream().map(each -> each.base().table()).toArray(String[]::new);
        database.call(
                c -> Sql.update(c, "update analytics_base set seen_at = now() where name = any (?)", (Object) mine));
        List<String> left = database.call(c -> Sql.list(
                c,
                "select name from analytics_base where seen_at < now() - interval '10 minutes'",
                row -> row.getString(1)));
        left.forEach(this::drop);
    }
}
