package io.fenji.scoring.tier;

import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.clock.Clocks;
import io.fenji.scoring.metric.ExternalKey;
import io.fenji.scoring.metric.KnownCustomers;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tiers of one customer, or of a few by id, now or in the past: one statement each.
@ApplicationScoped
public class TierReader {
    private static final String ONE = "where t.customer_id = ? and t.scheme = ?";
    private static final String ALL = "where t.customer_id = ? order by t.scheme";
    private static final String SOME = "where t.customer_id = any (?) and t.scheme = ?";

    private final Database database;
    private final SchemeVersions schemes;

    TierReader(Database database, SchemeVersions schemes) {
        this.database = database;
        this.schemes = schemes;
    }

    /// @param clocks null for the present
    /// @throws ProblemException 404 when the customer or scheme is not known, or had not been evaluated
    TierAnswer one(UUID customerId, String scheme, @Nullable Clocks clocks) {
        return database.call(c -> {
            List<TierAnswer> found = answers(c, clocks, ONE, List.of(customerId, scheme));
            if (found.isEmpty()) {
                throw missing(c, customerId, scheme, clocks);
            }
            return found.getFirst();
        });
    }

    /// @param clocks null for the present
    /// @throws ProblemException 404 when the customer is not known
    List<TierAnswer> all(UUID customerId, @Nullable Clocks clocks) {
        return database.call(c -> {
            List<TierAnswer> found = answers(c, clocks, ALL, List.of(customerId));
            if (found.isEmpty() && !isKnown(c, customerId, clocks)) {
                throw unknown(customerId);
            }
            return found;
        });
    }

    /// The customer with a key in another system.
    ///
    /// @throws ProblemException 404 when no customer has this key
    public UUID byKey(String source, String key) {
        return database.call(c -> KnownCustomers.byKey(c, source, key))
                .orElseThrow(
                        () -> ProblemException.notFound("No customer has the key '%s' of '%s'".formatted(key, source)));
    }

    /// Whom each key names.
    List<TierLookup.Named> named(Connection connection, List<ExternalKey> keys) {
        Map<ExternalKey, UUID> known = KnownCustomers.byKeys(connection, keys);
        return keys.stream()
                .map(key -> new TierLookup.Named(key.source(), key.key(), known.get(key)))
                .toList();
    }

    /// @param clocks null for the present
    List<TierAnswer> some(Connection connection, String scheme, List<UUID> customerIds, @Nullable Clocks clocks) {
        return answers(connection, clocks, SOME, List.of(Sql.array(connection, "uuid", customerIds, id -> id), scheme));
    }

    private List<TierAnswer> answers(
            Connection connection, @Nullable Clocks clocks, String where, List<Object> values) {
        return answers(
                connection,
                clocks,
                clocks == null ? new Query(TierRow.SELECT + where, values) : PastTier.query(clocks, "", where, values));
    }

    /// What a query of [TierRow] finds, or with clocks one of [PastTier].
    List<TierAnswer> answers(Connection connection, @Nullable Clocks clocks, Query query) {
        return clocks == null
                ? query.list(connection, TierRow::read).stream()
                        .map(row -> TierAnswer.from(row, schemes.get(connection, row.version())))
                        .toList()
                : query.list(connection, PastTier::read).stream()
                        .map(row -> TierAnswer.from(row, clocks, schemes.get(connection, row.version())))
                        .toList();
    }

    static ProblemException missing(Connection connection, UUID customerId, String scheme) {
        return missing(connection, customerId, scheme, null);
    }

    private static ProblemException missing(
            Connection connection, UUID customerId, String scheme, @Nullable Clocks clocks) {
        SchemeStore.require(connection, scheme);
        if (!isKnown(connection, customerId, clocks)) {
            return unknown(customerId);
        }
        if (clocks == null && SchemeStore.hasEnded(connection, scheme)) {
            return ProblemException.notFound(
                    "'%s' has ended: none of its versions is active or gives tiers any more".formatted(scheme));
        }
        return ProblemException.notFound(
                clocks == null
                        ? "'%s' has not evaluated customer %s yet; start a tier run".formatted(scheme, customerId)
                        : "'%s' had given customer %s no tier by %s, as far as was known at %s"
                                .formatted(scheme, customerId, clocks.asOf(), clocks.knownAt()));
    }

    /// The past knows those too who have left, until an erasure.
    private static boolean isKnown(Connection connection, UUID customerId, @Nullable Clocks clocks) {
        if (KnownCustomers.has(connection, customerId)) {
            return true;
        }
        return clocks != null
                && Sql.only(
                        connection,
                        "select exists (select from tiers where customer_id = ?)",
                        row -> row.getBoolean(1),
                        customerId);
    }

    private static ProblemException unknown(UUID customerId) {
        return ProblemException.notFound("There is no customer %s here".formatted(customerId));
    }
}
