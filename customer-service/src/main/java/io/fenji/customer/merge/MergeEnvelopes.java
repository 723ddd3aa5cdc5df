package io.fenji.customer.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contact values that merges keep to give them back.
@ApplicationScoped
class MergeEnvelopes implements Envelopes {
    private static final int PORTION = 200;
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), new UUID(0, 0).toString());
    /// As PostgreSQL writes bytes into JSON.
    private static final String HEX = "\\x";

    private static final String OTHER_KEY = """
            exists (select from jsonb_array_elements(b.contact_points) p where not starts_with(p ->> 'value', ?))""";

    private record Kept(UUID mergeId, UUID customerId, String contactPoints) {}

    private final MetricRefresh refresh;
    private final Encryption encryption;
    private final ContactCipher cipher;
    private final ObjectMapper json;

    MergeEnvelopes(MetricRefresh refresh, Encryption encryption, ContactCipher cipher, ObjectMapper json) {
        this.refresh = refresh;
        this.encryption = encryption;
        this.cipher = cipher;
        this.json = json;
    }

    @Override
    public String phase() {
        return "merges";
    }

    @Override
    public long waiting(Connection connection) {
        return Sql.only(
                connection,
                "select count(*) from merge_members b where " + OTHER_KEY,
                row -> row.getLong(1),
                text(encryption.activeHead()));
    }

    /// While it holds the lock of writers no merge is undone.
    @Override
    public Portion rotate(Connection connection, @Nullable Place after) {
        Place from = after == null ? BEFORE_ALL : after;
        refresh.lockForWrite(connection);
        List<Kept> rows = Sql.list(
                connection,
                """
                select merge_id, customer_id, contact_points::text from merge_members b
                where (merge_id, customer_id) > (?, ?::uuid) and %s
                order by merge_id, customer_id limit ? for update skip locked""".formatted(OTHER_KEY),
                row -> new Kept(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)),
                from.first(),
                from.second(),
                text(encryption.activeHead()),
                PORTION);
        if (rows.isEmpty()) {
            return Portion.END;
        }
        Sql.update(
                connection,
                """
                update merge_members b set contact_points = w.contact_points::jsonb
                from unnest(?::uuid[], ?::uuid[], ?::text[]) as w (merge_id, customer_id, contact_points)
                where b.merge_id = w.merge_id and b.customer_id = w.customer_id""",
                Sql.array(connection, "uuid", rows, Kept::mergeId),
                Sql.array(connection, "uuid", rows, Kept::customerId),
                Sql.array(connection, "text", rows, row -> resealed(row.contactPoints())));
        Kept last = rows.getLast();
        return new Portion(new Place(last.mergeId(), last.customerId().toString()), rows.size());
    }

    private String resealed(String contactPoints) {
        try {
            JsonNode points = json.readTree(contactPoints);
            for (JsonNode point : points) {
                String boundTo = point.path(point.hasNonNull("origin_id") ? "origin_id" : "customer_id")
                        .asText();
                byte[] value =
                        HexFormat.of().parseHex(point.path("value").asText().substring(HEX.length()));
                ((ObjectNode) point)
                        .put(
                                "value",
                                text(cipher.reseal(
                                        UUID.fromString(boundTo),
                                        ContactType.valueOf(point.path("type").asText()),
                                        value)));
            }
            return points.toString();
        } catch (JsonProcessingException storedByUs) {
            throw new IllegalStateException(storedByUs);
        }
    }

    private static String text(byte[] bytes) {
        return HEX + HexFormat.of().formatHex(bytes);
    }
}
