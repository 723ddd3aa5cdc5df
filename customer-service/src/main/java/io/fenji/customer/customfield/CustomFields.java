package io.fenji.customer.customfield;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The declarations. One changes only while nobody writes customers ([MetricRefresh#lockAlone]), so that a value never
/// meets another declaration than the one it was checked by.
@ApplicationScoped
public class CustomFields {
    private static final String COLUMNS =
            "key, type, name_zh, name_en, choices, analytic, created_at, updated_at, version";

    /// What a write did.
    record Put(CustomField field, boolean created) {}

    private final Database database;
    private final MetricRefresh refresh;

    CustomFields(Database database, MetricRefresh refresh) {
        this.database = database;
        this.refresh = refresh;
    }

    /// All declarations by key; the same until the caller's transaction ends when it holds the lock of writers.
    public SortedMap<String, CustomField> all(Connection connection) {
        SortedMap<String, CustomField> fields = new TreeMap<>();
        Sql.each(connection, 0, "select " + COLUMNS + " from custom_fields", row -> {
            CustomField field = field(row);
            fields.put(field.key(), field);
        });
        return fields;
    }

    /// All declarations in the order of their keys.
    public List<CustomField> list() {
        return List.copyOf(database.call(this::all).values());
    }

    Optional<CustomField> find(String key) {
        return database.call(connection -> find(connection, key));
    }

    /// Declares the field anew or changes it.
    ///
    /// @param ifMatch checked when given
    /// @throws ProblemException 409 when values of customers would no longer suit
    Put put(String key, CustomFieldRequest request, @Nullable String ifMatch) {
        request.check();
        return database.transaction(connection -> {
            refresh.lockAlone(connection);
            @Nullable CustomField known = find(connection, key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            if (known != null) {
                requireSuitable(connection, known, request);
            }
            Sql.update(
                    connection,
                    """
                    insert into custom_fields as f (key, type, name_zh, name_en, choices, analytic)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (key) do update set
                      type = excluded.type, name_zh = excluded.name_zh, name_en = excluded.name_en,
                      choices = excluded.choices, analytic = excluded.analytic, version = f.version + 1, updated_at = now()
                    where row(f.type, f.name_zh, f.name_en, f.choices, f.analytic)
                      is distinct from row(excluded.type, excluded.name_zh, excluded.name_en, excluded.choices, excluded.analytic)""",
                    key,
                    request.type().name(),
                    request.name("zh-CN"),
                    request.name("en"),
                    Sql.array(connection, "text", request.choiceList(), choice -> choice),
                    request.isAnalytic());
            CustomField field = find(connection, key).orElseThrow();
            if (known != null && known.analytic() != field.analytic()) {
                refresh.showAgain(connection, key);
            }
            return new Put(field, known == null);
        });
    }

    /// Takes the declaration away.
    ///
    /// @param withValues whether customers lose their values with it; otherwise a field in use stays
    /// @throws ProblemException 404, 428, 412, 409
    void delete(String key, @Nullable String ifMatch, boolean withValues) {
        database.transaction(connection -> {
            refresh.lockAlone(connection);
            CustomField known = find(connection, key).orElseThrow(() -> missing(key));
            EntityTags.requireMatch(ifMatch, known.version());
            if (withValues) {
                Sql.execute(
                        connection,
                        "create temporary table touched_customers (customer_id uuid not null) on commit drop");
                Sql.update(connection, """
                        with changed as (
                          update customers set custom = custom - ?, version = version + 1, updated_at = now()
                          where jsonb_exists(custom, ?) returning id)
                        insert into touched_customers select id from changed""", key, key);
                refresh.refreshTouched(connection);
            } else if (uses(connection, "jsonb_exists(custom, ?)", key)) {
                throw inUse(key, "delete it with ?values=delete to delete them too");
            }
            return Sql.update(connection, "delete from custom_fields where key = ?", key);
        });
    }

    static ProblemException missing(String key) {
        return ProblemException.notFound("There is no custom field '%s'".formatted(key));
    }

    private static void requireSuitable(Connection connection, CustomField known, CustomFieldRequest request) {
        if (known.type() != request.type() && uses(connection, "jsonb_exists(custom, ?)", known.key())) {
            throw inUse(known.key(), "so its type stays " + known.type());
        }
        if (known.type() == CustomFieldType.CHOICE
                && request.type() == CustomFieldType.CHOICE
                && uses(
                        connection,
                        "jsonb_exists(custom, ?) and custom ->> ? <> all (?::text[])",
                        known.key(),
                        known.key(),
                        Sql.array(connection, "text", request.choiceList(), choice -> choice))) {
            throw inUse(known.key(), "and one of its values is not among the choices any more");
        }
    }

    private static boolean uses(Connection connection, String condition, Object... values) {
        return Sql.only(
                connection,
                "select exists (select from customers where " + condition + ")",
                row -> row.getBoolean(1),
                values);
    }

    private static ProblemException inUse(String key, String consequence) {
        return new ProblemException(
                CustomerProblem.CUSTOM_FIELD_IN_USE,
                "Customers have values of the custom field '%s', %s".formatted(key, consequence));
    }

    private static Optional<CustomField> find(Connection connection, String key) {
        return Sql.first(
                connection, "select " + COLUMNS + " from custom_fields where key = ?", CustomFields::field, key);
    }

    private static CustomField field(ResultSet row) throws SQLException {
        CustomFieldType type = CustomFieldType.valueOf(row.getString(2));
        return new CustomField(
                row.getString(1),
                type,
                names(row.getString(3), row.getString(4)),
                type == CustomFieldType.CHOICE
                        ? List.of((String[]) row.getArray(5).getArray())
                        : null,
                row.getBoolean(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getLong(9));
    }

    private static @Nullable Map<String, String> names(@Nullable String zh, @Nullable String en) {
        Map<String, String> names = new LinkedHashMap<>();
        if (zh != null) {
            names.put("zh-CN", zh);
        }
        if (en != null) {
            names.put("en", en);
        }
        return names.isEmpty() ? null : names;
    }
}
