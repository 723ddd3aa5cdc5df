package io.fenji.scoring.tier;

import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.KnownCustomers;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Current tiers of one customer, or of a few by id: one statement each.
@ApplicationScoped
public class TierReader {
    private final Database database;
    private final SchemeVersions schemes;

    TierReader(Database database, SchemeVersions schemes) {
        this.database = database;
        this.schemes = schemes;
    }

    /// @throws ProblemException 404 when the customer or scheme is not known, or has not been evaluated
    TierAnswer one(UUID customerId, String scheme) {
        return database.call(c -> Sql.first(
                        c,
                        TierRow.SELECT + "where t.customer_id = ? and t.scheme = ?",
                        TierRow::read,
                        customerId,
                        scheme)
                .map(row -> answer(c, row))
                .orElseThrow(() -> missing(c, customerId, scheme)));
    }

    /// @throws ProblemException 404 when the customer is not known
    List<TierAnswer> all(UUID customerId) {
        return database.call(c -> {
            List<TierRow> rows = Sql.list(
                    c, TierRow.SELECT + "where t.customer_id = ? order by t.scheme", TierRow::read, customerId);
            if (rows.isEmpty() && !KnownCustomers.has(c, customerId)) {
                throw unknown(customerId);
            }
            return rows.stream().map(row -> answer(c, row)).toList();
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

    List<TierAnswer> some(Connection connection, String scheme, List<UUID> customerIds) throws SQLException {
        return Sql.list(
                        connection,
                        TierRow.SELECT + "where t.customer_id = any (?) and t.scheme = ?",
                        TierRow::read,
                        connection.createArrayOf("uuid", customerIds.toArray()),
                        scheme)
                .stream()
                .map(row -> answer(connection, row))
                .toList();
    }

    TierAnswer answer(Connection connection, TierRow row) {
        return TierAnswer.from(row, schemes.get(connection, row.version()));
    }

    static ProblemException missing(Connection connection, UUID customerId, String scheme) {
        SchemeStore.require(connection, scheme);
        return KnownCustomers.has(connection, customerId)
                ? ProblemException.notFound(
                        "'%s' has not evaluated customer %s yet; start a tier run".formatted(scheme, customerId))
                : unknown(customerId);
    }

    private static ProblemException unknown(UUID customerId) {
        return ProblemException.notFound("There is no customer %s here".formatted(customerId));
    }
}
