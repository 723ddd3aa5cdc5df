package io.fenji.customer.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Merges as rows.
@ApplicationScoped
class MergeStore {
    private static final String SELECT = """
            select m.id, m.state, m.survivor_id, m.outcome::text, m.created_at, m.undone_at,
                   (select array_agg(b.customer_id order by b.customer_id) from merge_members b where b.merge_id = m.id)
            from merges m where true""";

    private final ObjectMapper json;
    private final ObjectReader exact;

    MergeStore(ObjectMapper json) {
        this.json = json;
        this.exact = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /// The customers, locked, in the order of their ids.
    List<Candidate> candidates(Connection connection, List<UUID> ids) {
        return Sql.list(
                connection,
                """
                select c.id, to_jsonb(c)::text, c.updated_at,
                       array(select distinct k.source from customer_keys k where k.customer_id = c.id order by 1)
                from customers c where c.id = any (?::uuid[]) order by c.id for update of c""",
                row -> new Candidate(
                        row.getObject(1, UUID.class),
                        tree(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        List.of((String[]) row.getArray(4).getArray())),
                (Object) ids.toArray(UUID[]::new));
    }

    Optional<Merge> find(Connection connection, UUID id) {
        return Sql.first(connection, SELECT + " and m.id = ?", this::merge, id);
    }

    List<Merge> list(
            Connection connection,
            @Nullable UUID customerId,
            Merge.@Nullable State state,
            @Nullable UUID after,
            int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>();
        if (customerId != null) {
            sql.append(
                    " and (m.survivor_id = ? or m.id in (select merge_id from merge_members where customer_id = ?))");
            values.add(customerId);
            values.add(customerId);
        }
        if (state != null) {
            sql.append(" and m.state = ?");
            values.add(state.name());
        }
        if (after != null) {
            sql.append(" and m.id < ?");
            values.add(after);
        }
        values.add(limit);
        return Sql.list(
                connection, sql.append(" order by m.id desc limit ?").toString(), this::merge, values.toArray());
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException recordsAlwaysWrite) {
            throw new IllegalStateException(recordsAlwaysWrite);
        }
    }

    private Merge merge(ResultSet row) throws SQLException {
        Merge.Outcome outcome = read(row.getString(4), Merge.Outcome.class);
        @Nullable OffsetDateTime undoneAt = row.getObject(6, OffsetDateTime.class);
        return new Merge(
                row.getObject(1, UUID.class),
                Merge.State.valueOf(row.getString(2)),
                row.getObject(3, UUID.class),
                List.of((UUID[]) row.getArray(7).getArray()),
                outcome.fields(),
                outcome.moved(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                undoneAt == null ? null : undoneAt.toInstant());
    }

    private JsonNode tree(String text) {
        return read(text, JsonNode.class);
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return exact.forType(type).readValue(text);
        } catch (JsonProcessingException storedByUs) {
            throw new IllegalStateException(storedByUs);
        }
    }
}
