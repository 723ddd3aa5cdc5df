package io.fenji.customer.privacy;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Retention rules; there is one for each kind.
@ApplicationScoped
public class RetentionRules {
    private static final String SELECT = "select entity, enabled, keep_days, updated_at, version from retention_rules";

    private final Database database;
    private final BusinessClock clock;

    RetentionRules(Database database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<RetentionRule> all() {
        return database.call(connection -> Sql.list(connection, SELECT + " order by entity", RetentionRules::rule));
    }

    RetentionRule get(String entity) {
        return database.call(connection -> get(connection, entity, false));
    }

    @Transactional
    public RetentionRule replace(String entity, boolean enabled, int keepDays, @Nullable String ifMatch) {
        return database.call(connection -> {
            EntityTags.requireMatch(ifMatch, get(connection, entity, true).version());
            Sql.update(connection, """
                    update retention_rules set enabled = ?, keep_days = ?, version = version + 1, updated_at = ?
                    where entity = ?""", enabled, keepDays, clock.now(), entity);
            return get(connection, entity, false);
        });
    }

    private static RetentionRule get(Connection connection, String entity, boolean locked) {
        return Sql.first(
                        connection,
                        SELECT + " where entity = ?" + (locked ? " for update" : ""),
                        RetentionRules::rule,
                        entity)
                .orElseThrow(() -> ProblemException.notFound("There is no retention rule '%s'".formatted(entity)));
    }

    private static RetentionRule rule(ResultSet row) throws SQLException {
        return new RetentionRule(
                row.getString(1),
                row.getBoolean(2),
                row.getInt(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getLong(5));
    }
}
