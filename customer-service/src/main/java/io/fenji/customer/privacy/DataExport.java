package io.fenji.customer.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.fenji.customer.metric.MetricReader;
import io.fenji.customer.metric.Tombstones;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Everything that is stored about a customer. Which tables hold a customer's rows the database says itself, so that no
/// new one is forgotten; rows go from the query to the generator.
@ApplicationScoped
class DataExport {
    private static final int PORTION = 1_000;
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    /// A copy of all data of a customer, read while it is written.
    record Answer(UUID customerId, Instant exportedAt, DataExport source) implements JsonSerializable {
        @Override
        public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
            source.write(out, this);
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
                throws IOException {
            serialize(out, serializers);
        }
    }

    private final Database database;
    private final MetricReader metrics;
    private final BusinessClock clock;
    private final ObjectMapper json;

    DataExport(Database database, MetricReader metrics, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.metrics = metrics;
        this.clock = clock;
        this.json = json;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404, 410 when there is no customer
    Answer of(UUID id) {
        return database.call(connection -> {
            if (Sql.first(connection, "select id from customers where id = ?", row -> true, id)
                    .isEmpty()) {
                throw Tombstones.missing(connection, id);
            }
            return new Answer(id, clock.now(), this);
        });
    }

    private void write(JsonGenerator out, Answer answer) {
        database.transaction(connection -> {
            Sql.execute(connection, "set transaction isolation level repeatable read read only");
            UUID id = answer.customerId();
            out.writeStartObject();
            out.writeStringField("customerId", id.toString());
            out.writeStringField("exportedAt", answer.exportedAt().toString());
            out.writeFieldName("metrics");
            json.writeValue(out, metrics.read(id, null).orElseThrow().metrics());
            out.writeObjectFieldStart("records");
            rows(connection, out, "customers", "select to_jsonb(r)::text from customers r where r.id = ?", id);
            for (String table : tables(connection)) {
                rows(
                        connection,
                        out,
                        table,
                        "select to_jsonb(r)::text from %s r where r.customer_id = ?".formatted(table),
                        id);
            }
            rows(connection, out, "merges", """
                    select to_jsonb(m)::text from merges m
                    where m.survivor_id = ? or m.id in (select merge_id from merge_members where customer_id = ?)""", id, id);
            out.writeEndObject();
            out.writeEndObject();
            return id;
        });
    }

    private static List<String> tables(Connection connection) {
        return Sql.list(connection, """
                select c.table_name from information_schema.columns c
                join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = current_schema() and c.column_name = 'customer_id' and t.table_type = 'BASE TABLE'
                  and c.table_name not in ('customer_metrics', 'metric_tombstones')
                order by 1""", row -> row.getString(1));
    }

    private void rows(Connection connection, JsonGenerator out, String table, String sql, Object... values)
            throws IOException {
        out.writeArrayFieldStart(camelCase(table));
        Sql.each(
                connection,
                PORTION,
                sql,
                row -> {
                    try {
                        row(out, json.readTree(row.getString(1)));
                    } catch (IOException brokenPipe) {
                        throw new UncheckedIOException(brokenPipe);
                    }
                },
                values);
        out.writeEndArray();
    }

    private void row(JsonGenerator out, JsonNode row) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            if (!column.getValue().isNull()) {
                out.writeFieldName(camelCase(column.getKey()));
                out.writeTree(column.getValue());
            }
        }
        out.writeEndObject();
    }

    private static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
