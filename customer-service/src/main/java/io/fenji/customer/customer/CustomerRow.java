package io.fenji.customer.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactPoint;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer to and from its rows.
@ApplicationScoped
class CustomerRow {
    /// Columns that a write sets, with their types.
    static final List<String> COLUMNS = List.of(
            "kind text",
            "name text",
            "country text",
            "province text",
            "city text",
            "industry text",
            "size text",
            "credit_rating numeric",
            "assets numeric",
            "assets_currency text",
            "channel text",
            "registered_on date",
            "account_manager text",
            "risk_appetite text",
            "tax_number text",
            "custom jsonb",
            "version bigint",
            "created_at timestamptz",
            "updated_at timestamptz");

    static final String SELECT = """
            select c.id, c.kind, c.name, c.country, c.province, c.city, c.industry, c.size, c.credit_rating, c.assets,
                   c.assets_currency, c.channel, c.registered_on, c.account_manager, c.risk_appetite, c.tax_number,
                   c.custom::text, c.created_at, c.updated_at, c.version,
                   k.sources, k.keys, p.types, p.labels, p.preferred, p.point_values,
                   p.bound_to, p.indexes
            from customers c
            left join lateral (
              select array_agg(source) as sources, array_agg(key) as keys
              from customer_keys where customer_id = c.id) k on true
            left join lateral (
              select array_agg(type) as types, array_agg(label) as labels, array_agg(preferred) as preferred,
                     array_agg(value) as point_values, array_agg(coalesce(origin_id, customer_id)) as bound_to,
                     array_agg(blind_index) as indexes
              from contact_points where customer_id = c.id) p on true
            """;

    private final ObjectMapper json;
    private final ContactCipher cipher;

    CustomerRow(ObjectMapper json, ContactCipher cipher) {
        this.json = json;
        this.cipher = cipher;
    }

    /// Customers as the JSON that `jsonb_to_recordset` takes apart.
    String write(Collection<Customer> customers) {
        ArrayNode rows = json.createArrayNode();
        customers.forEach(customer -> rows.add(row(customer)));
        return rows.toString();
    }

    private ObjectNode row(Customer customer) {
        Money assets = customer.assets();
        return json.createObjectNode()
                .put("id", customer.id().toString())
                .put("kind", customer.kind().name())
                .put("name", customer.name())
                .put("country", customer.country())
                .put("province", customer.province())
                .put("city", customer.city())
                .put("industry", customer.industry())
                .put("size", customer.size())
                .put("credit_rating", plain(customer.creditRating()))
                .put("assets", assets == null ? null : assets.amount())
                .put("assets_currency", assets == null ? null : assets.currency())
                .put("channel", customer.channel())
                .put("registered_on", text(customer.registeredOn()))
                .put("account_manager", customer.accountManager())
                .put("risk_appetite", text(customer.riskAppetite()))
                .put("tax_number", customer.taxNumber())
                .put("version", customer.version())
                .put("created_at", customer.createdAt().toString())
                .put("updated_at", customer.updatedAt().toString())
                .set("custom", custom(customer));
    }

    private JsonNode custom(Customer customer) {
        return customer.custom() == null ? json.createObjectNode() : json.valueToTree(customer.custom());
    }

    private static @Nullable String plain(java.math.@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    Customer read(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        String risk = row.getString(15);
        List<ContactPoint> points = points(row);
        return new Customer(
                id,
                CustomerKind.valueOf(row.getString(2)),
                row.getString(3),
                keys(row.getArray(21), row.getArray(22)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBigDecimal(9),
                Money.ofNullable(row.getBigDecimal(10), row.getString(11)),
                row.getString(12),
                row.getObject(13, LocalDate.class),
                row.getString(14),
                risk == null ? null : RiskAppetite.valueOf(risk),
                row.getString(16),
                custom(row.getString(17)),
                points.isEmpty() ? null : points,
                row.getObject(18, OffsetDateTime.class).toInstant(),
                row.getObject(19, OffsetDateTime.class).toInstant(),
                row.getLong(20));
    }

    private static List<ExternalKey> keys(@Nullable Array sources, @Nullable Array keys) throws SQLException {
        if (sources == null || keys == null) {
            return List.of();
        }
        String[] sourceTexts = (String[]) sources.getArray();
        String[] keyTexts = (String[]) keys.getArray();
        List<ExternalKey> list = new ArrayList<>(keyTexts.length);
        for (int i = 0; i < keyTexts.length; i++) {
            list.add(new ExternalKey(sourceTexts[i], keyTexts[i]));
        }
        return list.stream().sorted().toList();
    }

    /// A value is bound to the customer that it came with, also when that is part of another now.
    private List<ContactPoint> points(ResultSet row) throws SQLException {
        Array types = row.getArray(23);
        if (types == null) {
            return List.of();
        }
        String[] names = (String[]) types.getArray();
        @Nullable String[] labels = (String[]) row.getArray(24).getArray();
        Boolean[] preferred = (Boolean[]) row.getArray(25).getArray();
        byte[][] values = (byte[][]) row.getArray(26).getArray();
        UUID[] boundTo = (UUID[]) row.getArray(27).getArray();
        byte[][] indexes = (byte[][]) row.getArray(28).getArray();
        List<ContactPoint> points = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            ContactType type = ContactType.valueOf(names[i]);
            @Nullable String value = cipher.openIfPossible(boundTo[i], type, values[i]);
            points.add(
                    value == null
                            ? ContactPoint.unreadable(type, indexes[i], labels[i], preferred[i])
                            : new ContactPoint(type, value, labels[i], preferred[i]));
        }
        return points.stream().sorted().toList();
    }

    private @Nullable SortedMap<String, Object> custom(String text) {
        if (text.equals("{}")) {
            return null;
        }
        SortedMap<String, Object> values = new TreeMap<>();
        try {
            json.readTree(text)
                    .forEachEntry((key, node) -> values.put(
                            key,
                            node.isTextual()
                                    ? node.textValue()
                                    : node.isBoolean()
                                            ? (Object) node.booleanValue()
                                            : node.decimalValue().stripTrailingZeros()));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
        return values;
    }
}
