package io.fenji.customer.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the feed, from the row of its query straight to the generator: a snapshot has as many as there are
/// customers.
record FeedRow(
        UUID customerId,
        MetricVector metrics,
        LocalDate businessDate,
        OffsetDateTime computedAt,
        List<String> sources,
        List<String> keys,
        List<String> fields,
        List<String> fieldValues,
        List<@Nullable String> attributes)
        implements JsonSerializable {
    private static final String[] NAMES = {
        "kind",
        "country",
        "province",
        "city",
        "industry",
        "size",
        "channel",
        "registeredOn",
        "accountManager",
        "riskAppetite"
    };
    private static final int FIRST_ATTRIBUTE = 10;
    /// Custom fields may have any key, also that of an attribute of ours.
    private static final String CUSTOM = "custom.";

    static FeedRow of(ResultSet row, MetricState state) throws SQLException {
        List<@Nullable String> attributes = new ArrayList<>(NAMES.length);
        for (int i = 0; i < NAMES.length; i++) {
            attributes.add(row.getString(FIRST_ATTRIBUTE + i));
        }
        return new FeedRow(
                row.getObject(1, UUID.class),
                MetricVector.of(row.getString("vector"), row.getString("own"), state),
                state.businessDate(),
                row.getObject(4, OffsetDateTime.class),
                texts(row, 6),
                texts(row, 7),
                texts(row, 8),
                texts(row, 9),
                attributes);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeStartObject();
        json.writeStringField("customerId", customerId.toString());
        json.writeBooleanField("deleted", false);
        json.writeArrayFieldStart("keys");
        for (int i = 0; i < keys.size(); i++) {
            json.writeStartObject();
            json.writeStringField("source", sources.get(i));
            json.writeStringField("key", keys.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("attributes");
        for (int i = 0; i < NAMES.length; i++) {
            @Nullable String value = attributes.get(i);
            if (value != null) {
                json.writeStringField(NAMES[i], value);
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            json.writeStringField(CUSTOM + fields.get(i), fieldValues.get(i));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("metrics");
        metrics.write(json);
        json.writeEndObject();
        json.writeStringField("businessDate", businessDate.toString());
        json.writeStringField("computedAt", computedAt.toInstant().toString());
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(json, serializers);
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
