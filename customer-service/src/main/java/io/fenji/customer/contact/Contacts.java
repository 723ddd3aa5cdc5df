package io.fenji.customer.contact;

import io.fenji.customer.cleaning.Cleaned;
import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.value.Checks;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contact points of customers in the database.
@ApplicationScoped
public class Contacts {
    private record Stored(UUID customerId, ContactPoint point) {}

    private record Place(UUID customerId, ContactType type, ByteBuffer index) {}

    /// A row of the database.
    ///
    /// @param boundTo the customer that it came with, which may be part of another now
    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(UUID boundTo, byte[] value) {}

    private final ContactValues values;
    private final ContactCipher cipher;

    Contacts(ContactValues values, ContactCipher cipher) {
        this.values = values;
        this.cipher = cipher;
    }

    /// What a request wants, in normal form and order.
    ///
    /// @param known those the customer has: a value that its sender has seen only masked stays as it is
    /// @param cleaning gets what the rules find; a value that cannot be one is left out where they allow it
    public List<ContactPoint> read(
            Checks checks,
            String pointer,
            List<ContactPointRequest> requests,
            @Nullable String country,
            List<ContactPoint> known,
            RequestCleaning cleaning) {
        List<ContactPoint> points = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<ContactType> preferred = EnumSet.noneOf(ContactType.class);
        for (int i = 0; i < requests.size(); i++) {
            ContactPointRequest request = requests.get(i);
            String place = pointer + "/" + i;
            @Nullable
            ContactPoint point = request.isMasked()
                    ? unmasked(checks, place, request, known)
                    : normal(checks, place, request, country, known, cleaning);
            if (point == null) {
                continue;
            }
            checks.require(
                    seen.add(request.type() + point.value().toLowerCase(Locale.ROOT)),
                    place,
                    "DUPLICATE_CONTACT",
                    "stands in the list before");
            checks.require(
                    !request.isPreferred() || preferred.add(request.type()),
                    place + "/preferred",
                    "INVALID_VALUE",
                    "another contact point of this type is preferred");
            points.add(point);
        }
        return points.stream().sorted().toList();
    }

    /// What the customer has already stays, also when it would be read in another way today.
    private @Nullable ContactPoint normal(
            Checks checks,
            String place,
            ContactPointRequest request,
            @Nullable String country,
            List<ContactPoint> known,
            RequestCleaning cleaning) {
        boolean has = known.stream()
                .anyMatch(point -> point.index() == null
                        && point.type() == request.type()
                        && point.value().equals(request.value()));
        if (has) {
            return point(request, request.value(), null, null);
        }
        Cleaned cleaned = new ContactCleaning(values, cleaning.book()).read(request.type(), request.value(), country);
        Finding refused = cleaned.rejection();
        if (refused != null) {
            boolean invalid = refused.rule().equals("INVALID_CONTACT");
            checks.add(
                    place + "/value",
                    refused.rule(),
                    invalid
                            ? ContactValues.rule(request.type())
                            : "The rule %s refuses this value".formatted(refused.rule()));
        }
        cleaning.keep(cleaned.findings());
        @Nullable String value = cleaned.value();
        return value == null ? null : point(request, value, null, null);
    }

    private @Nullable ContactPoint unmasked(
            Checks checks, String place, ContactPointRequest request, List<ContactPoint> known) {
        List<ContactPoint> candidates = known.stream()
                .filter(point -> point.type() == request.type()
                        && values.masked(point).value().equals(request.value()))
                .toList();
        if (candidates.size() != 1) {
            checks.add(place + "/value", "MASKED_VALUE", "is none of this customer's masked values");
            return null;
        }
        ContactPoint stays = candidates.getFirst();
        return point(request, stays.value(), stays.masked(), stays.index());
    }

    private static ContactPoint point(
            ContactPointRequest request, String value, @Nullable Boolean masked, @Nullable String index) {
        return new ContactPoint(request.type(), value, request.label(), request.isPreferred(), masked, index);
    }

    /// Makes these customers' contact points exactly those given; rows that stay are not written.
    public void replace(Connection connection, Map<UUID, List<ContactPoint>> wanted) {
        List<Stored> rows = new ArrayList<>();
        wanted.forEach((id, points) -> points.forEach(point -> rows.add(new Stored(id, point))));
        Object customers = Sql.array(connection, "uuid", rows, Stored::customerId);
        Object types =
                Sql.array(connection, "text", rows, row -> row.point().type().name());
        Object indexes = Sql.array(connection, "bytea", rows, row -> index(row.point()));
        Sql.update(
                connection, """
                delete from contact_points c
                where c.customer_id = any (?::uuid[])
                  and not exists (select from unnest(?::uuid[], ?::text[], ?::bytea[]) as w (customer_id, type, blind_index)
                                  where w.customer_id = c.customer_id and w.type = c.type and w.blind_index = c.blind_index)""", Sql.array(connection, "uuid", wanted.keySet(), id -> id), customers, types, indexes);
        if (rows.isEmpty()) {
            return;
        }
        Map<Place, Sealed> sealed = sealed(connection, wanted.keySet());
        Sql.update(
                connection,
                """
                insert into contact_points as c (customer_id, id, type, label, preferred, value, blind_index)
                select w.customer_id, uuidv7(), w.type, w.label, w.preferred, w.value, w.blind_index
                from unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::bytea[], ?::bytea[])
                       as w (customer_id, type, label, preferred, value, blind_index)
                on conflict (customer_id, type, blind_index) do update set
                  label = excluded.label, preferred = excluded.preferred, value = excluded.value
                where (c.label, c.preferred, c.value)
                      is distinct from (excluded.label, excluded.preferred, excluded.value)""",
                customers,
                types,
                Sql.array(connection, "text", rows, row -> row.point().label()),
                Sql.array(connection, "boolean", rows, row -> row.point().preferred()),
                Sql.array(connection, "bytea", rows, row -> envelope(row, sealed.get(place(row)))),
                indexes);
    }

    private byte[] index(ContactPoint point) {
        return point.index() == null
                ? cipher.index(point.type(), point.value())
                : HexFormat.of().parseHex(point.index());
    }

    private Place place(Stored row) {
        return new Place(row.customerId(), row.point().type(), ByteBuffer.wrap(index(row.point())));
    }

    private static Map<Place, Sealed> sealed(Connection connection, Collection<UUID> customers) {
        Map<Place, Sealed> sealed = new HashMap<>();
        Sql.each(
                connection,
                0,
                """
                select customer_id, type, blind_index, coalesce(origin_id, customer_id), value
                from contact_points where customer_id = any (?::uuid[])""",
                row -> sealed.put(
                        new Place(
                                row.getObject(1, UUID.class),
                                ContactType.valueOf(row.getString(2)),
                                ByteBuffer.wrap(row.getBytes(3))),
                        new Sealed(row.getObject(4, UUID.class), row.getBytes(5))),
                Sql.array(connection, "uuid", customers, id -> id));
        return sealed;
    }

    /// The stored envelope as long as it holds the very value: its index is that of other spellings too.
    private byte[] envelope(Stored row, @Nullable Sealed stored) {
        ContactPoint point = row.point();
        if (stored == null) {
            return cipher.seal(row.customerId(), point.type(), point.value());
        }
        boolean same = point.index() != null
                || point.value().equals(cipher.openIfPossible(stored.boundTo(), point.type(), stored.value()));
        return same ? stored.value() : cipher.seal(stored.boundTo(), point.type(), point.value());
    }

    /// The customers that have this value, whatever type it is of.
    public List<UUID> find(Connection connection, String text) {
        List<ContactType> types = new ArrayList<>();
        List<byte[]> indexes = new ArrayList<>();
        for (ContactType type : ContactType.values()) {
            Optional.ofNullable(values.normal(type, text, null)).ifPresent(value -> {
                types.add(type);
                indexes.add(cipher.index(type, value));
            });
        }
        return Sql.list(
                connection,
                """
                select distinct p.customer_id from contact_points p
                join unnest(?::text[], ?::bytea[]) as w (type, blind_index)
                  on p.type = w.type and p.blind_index = w.blind_index
                limit 1000""",
                row -> row.getObject(1, UUID.class),
                Sql.array(connection, "text", types, ContactType::name),
                Sql.array(connection, "bytea", indexes, index -> index));
    }
}
