package io.fenji.customer.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.definition.Definition;
import io.fenji.customer.definition.DefinitionSql;
import io.fenji.customer.definition.MetricDocument;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The statements that compute vectors with the user-defined metrics in force.
@ApplicationScoped
class OwnMetrics {
    private record Compiled(long revision, RefreshSql sql) {}

    private final ObjectMapper json;
    private volatile @Nullable Compiled newest;

    OwnMetrics(ObjectMapper json) {
        this.json = json;
    }

    /// The statements at a revision.
    ///
    /// @param revision what the connection sees in `metric_state`
    RefreshSql at(Connection connection, long revision) {
        @Nullable Compiled known = newest;
        if (known != null && known.revision() == revision) {
            return known.sql();
        }
        // Revision and definitions by one statement: they belong together.
        long[] read = new long[1];
        TreeMap<Integer, Definition> slots = new TreeMap<>();
        Sql.each(connection, 0, """
                select s.definitions, d.slot, d.document
                from metric_state s left join metric_definitions d on d.state = 'IN_FORCE'""", row -> {
            read[0] = row.getLong(1);
            @Nullable String document = row.getString(3);
            if (document != null) {
                slots.put(row.getInt(2), Definition.of(document(document)));
            }
        });
        Compiled compiled = new Compiled(read[0], new RefreshSql(new DefinitionSql(slots)));
        newest = compiled;
        return compiled.sql();
    }

    MetricDocument document(String stored) {
        try {
            return json.readValue(stored, MetricDocument.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    String text(MetricDocument document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
