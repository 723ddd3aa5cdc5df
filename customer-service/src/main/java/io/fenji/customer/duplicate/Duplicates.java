package io.fenji.customer.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Candidates as rows.
@ApplicationScoped
public class Duplicates {
    private static final String SELECT = """
            select id, state, score, customer_id, other_id, reasons::text, found_at, dismissed_at
            from duplicate_candidates where true""";

    /// Which candidates a list shows; null filters nothing.
    record Filter(
            @Nullable BigDecimal minimumScore,
            Candidate.@Nullable State state,
            @Nullable UUID customerId) {}

    private final Database database;
    private final BusinessClock clock;
    private final ObjectMapper json;

    Duplicates(Database database, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    Optional<Candidate> find(UUID id) {
        return database.call(connection -> find(connection, id));
    }

    private Optional<Candidate> find(Connection connection, UUID id) {
        return Sql.first(connection, SELECT + " and id = ?", this::candidate, id);
    }

    /// The likeliest first.
    List<Candidate> list(Filter filter, @Nullable BigDecimal score, @Nullable UUID id, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>();
        if (filter.minimumScore() != null) {
            sql.append(" and score >= ?");
            values.add(filter.minimumScore());
        }
        if (filter.state() != null) {
            sql.append(" and state = ?");
            values.add(filter.state().name());
        }
        if (filter.customerId() != null) {
            sql.append(" and (customer_id = ? or other_id = ?)");
            values.add(filter.customerId());
            values.add(filter.customerId());
        }
        if (score != null && id != null) {
            sql.append(" and (score < ? or (score = ? and id > ?))");
            values.addAll(List.of(score, score, id));
        }
        values.add(limit);
        return database.call(connection -> Sql.list(
                connection,
                sql.append(" order by score desc, id limit ?").toString(),
                this::candidate,
                values.toArray()));
    }

    /// All of a customer's, the likeliest first.
    public List<Candidate> ofCustomer(UUID customerId) {
        return list(new Filter(null, null, customerId), null, null, Integer.MAX_VALUE);
    }

    /// Says that the two are not one; no search brings the pair back.
    @Transactional
    public Candidate dismiss(UUID id) {
        return database.call(connection -> {
            Sql.update(connection, """
                    update duplicate_candidates set state = 'DISMISSED', dismissed_at = ?
                    where id = ? and state = 'OPEN'""", clock.now(), id);
            return find(connection, id).orElseThrow(() -> missing(id));
        });
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound("There is no duplicate candidate %s".formatted(id));
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime dismissedAt = row.getObject(8, OffsetDateTime.class);
        return new Candidate(
                row.getObject(1, UUID.class),
                Candidate.State.valueOf(row.getString(2)),
                row.getBigDecimal(3),
                List.of(row.getObject(4, UUID.class), row.getObject(5, UUID.class)),
                reasons(row.getString(6)),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                dismissedAt == null ? null : dismissedAt.toInstant());
    }

    private List<Reason> reasons(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException storedByUs) {
            throw new IllegalStateException(storedByUs);
        }
    }
}
