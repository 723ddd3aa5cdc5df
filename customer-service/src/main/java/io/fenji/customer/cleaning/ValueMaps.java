package io.fenji.customer.cleaning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.value.Checks;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Value maps; those that ship are rows like any other.
@ApplicationScoped
public class ValueMaps {
    /// What a write did.
    record Put(ValueMap.Stored stored, boolean created) {}

    private final Database database;
    private final Signals signals;
    private final ObjectMapper json;

    ValueMaps(Database database, Signals signals, ObjectMapper json) {
        this.database = database;
        this.signals = signals;
        this.json = json;
    }

    List<ValueMap.Stored> all() {
        return database.call(connection -> all(connection, json));
    }

    static List<ValueMap.Stored> all(Connection connection, ObjectMapper json) {
        return Sql.list(
                connection,
                "select name, version, document from value_maps order by name",
                row -> new ValueMap.Stored(row.getString(1), read(json, row.getString(3)), row.getLong(2)));
    }

    ValueMap.Stored get(String name) {
        return database.call(connection -> find(connection, name)).orElseThrow(() -> missing(name));
    }

    /// Keeps a map, new or in place of the one of that name.
    ///
    /// @param ifMatch checked when given
    @Transactional
    public Put put(String name, ValueMap map, @Nullable String ifMatch) {
        check(map);
        return database.call(connection -> {
            lock(connection, name);
            Optional<ValueMap.Stored> known = find(connection, name);
            EntityTags.requireMatchIfSent(
                    ifMatch, known.map(ValueMap.Stored::version).orElse(null));
            if (known.isPresent() && known.get().map().equals(map)) {
                return new Put(known.get(), false);
            }
            long version = Sql.only(connection, """
                    insert into value_maps as m (name, document) values (?, ?::jsonb)
                    on conflict (name) do update set document = excluded.document, version = m.version + 1,
                      updated_at = now()
                    returning version""", row -> row.getLong(1), name, write(map));
            CleaningRules.raise(connection, signals);
            return new Put(new ValueMap.Stored(name, map, version), known.isEmpty());
        });
    }

    /// Deletes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public void delete(String name, @Nullable String ifMatch) {
        database.call(connection -> {
            lock(connection, name);
            ValueMap.Stored known = find(connection, name).orElseThrow(() -> missing(name));
            EntityTags.requireMatch(ifMatch, known.version());
            CleaningRules.raise(connection, signals);
            return Sql.update(connection, "delete from value_maps where name = ?", name);
        });
    }

    private static void check(ValueMap map) {
        Checks checks = new Checks();
        checks.require(
                Arrays.stream(ImportType.values())
                                .anyMatch(entity -> entity.fields().contains(map.field()))
                        && (map.field().format() == Field.Format.TEXT || map.field() == Field.PRODUCT_KEY),
                "/field",
                "INVALID_VALUE",
                "must be a text or productKey");
        int longest = map.field() == Field.PRODUCT_KEY ? 200 : 400;
        map.values().forEach((from, to) -> {
            String pointer = "/values/" + from.replace("~", "~0").replace("/", "~1");
            checks.require(!from.isBlank() && !to.isBlank(), pointer, "INVALID_VALUE", "must not be blank");
            checks.require(
                    to.length() <= longest,
                    pointer,
                    "INVALID_VALUE",
                    "must have at most %d characters".formatted(longest));
            checks.require(
                    from.equals(to) || !map.values().containsKey(to),
                    pointer,
                    "VALUE_IS_REPLACED_TOO",
                    "'%s' is itself replaced: name the value that is to stand in the end".formatted(to));
        });
        checks.complete();
    }

    private static void lock(Connection connection, String name) {
        Sql.first(connection, "select pg_advisory_xact_lock(hashtextextended(?, 14))", row -> true, name);
    }

    private Optional<ValueMap.Stored> find(Connection connection, String name) {
        return Sql.first(
                connection,
                "select version, document from value_maps where name = ?",
                row -> new ValueMap.Stored(name, read(json, row.getString(2)), row.getLong(1)),
                name);
    }

    private static ProblemException missing(String name) {
        return ProblemException.notFound("There is no value map '%s'".formatted(name));
    }

    private static ValueMap read(ObjectMapper json, String document) {
        try {
            return json.readValue(document, ValueMap.class);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private String write(ValueMap map) {
        try {
            return json.writeValueAsString(map);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
