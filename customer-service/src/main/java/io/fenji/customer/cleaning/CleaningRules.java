package io.fenji.customer.cleaning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.value.Resources;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signal;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules as they stand. What is compiled is kept until a rule or value map changes, here or in another instance, or
/// the day does.
@ApplicationScoped
public class CleaningRules {
    static final String SIGNAL = "cleaning-rules";

    private record Compiled(long signals, RuleBook book) {}

    private final Database database;
    private final Signals signals;
    private final Signal changes;
    private final BusinessClock clock;
    private final ObjectMapper json;
    private final Places places;
    private final Countries countries;
    private final Map<String, CleaningRule> shipped = new LinkedHashMap<>();
    private volatile @Nullable Compiled compiled;

    CleaningRules(Database database, Signals signals, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.signals = signals;
        this.changes = signals.of(SIGNAL);
        this.clock = clock;
        this.json = json;
        this.places = new Places(json);
        this.countries = new Countries(json);
        shipped(json).forEach(rule -> shipped.put(rule.code(), rule));
    }

    /// The rules as the service ships them.
    static List<CleaningRule> shipped(ObjectMapper json) {
        return Resources.read(json, "/cleaning/rules.json", new TypeReference<List<CleaningRule.Shipped>>() {}).stream()
                .map(CleaningRule.Shipped::toRule)
                .toList();
    }

    /// The rules to clean with now.
    public RuleBook book() {
        Compiled known = compiled;
        LocalDate today = clock.today();
        // Counted before the rules are read: a change meanwhile is not missed.
        long seen = changes.count();
        if (known != null && known.signals() == seen && known.book().today().equals(today)) {
            return known.book();
        }
        RuleBook book = database.call(connection -> new RuleBook(
                all(connection),
                ValueMaps.all(connection, json).stream()
                        .map(ValueMap.Stored::map)
                        .toList(),
                today,
                clock.zone(),
                places,
                countries));
        compiled = new Compiled(seen, book);
        return book;
    }

    List<CleaningRule> all() {
        return database.call(this::all);
    }

    CleaningRule get(String code) {
        return all().stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no cleaning rule '%s'".formatted(code)));
    }

    /// Changes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 412, 422, 428
    @Transactional
    public CleaningRule change(String code, RuleChange change, @Nullable String ifMatch) {
        return database.call(connection -> {
            // The row may not be there yet, so that a lock of its own is what two changes wait for.
            Sql.first(connection, "select pg_advisory_xact_lock(hashtextextended(?, 13))", row -> true, SIGNAL + code);
            CleaningRule known = get(code);
            EntityTags.requireMatch(ifMatch, known.version());
            CleaningRule changed = change.of(known);
            if (changed.equals(known)) {
                return known;
            }
            Sql.update(
                    connection,
                    """
                    insert into cleaning_rules (code, severity, action, enabled, parameters, version)
                    values (?, ?, ?, ?, ?::jsonb, ?)
                    on conflict (code) do update set severity = excluded.severity, action = excluded.action,
                      enabled = excluded.enabled, parameters = excluded.parameters, version = excluded.version,
                      updated_at = now()""",
                    code,
                    changed.severity().name(),
                    changed.action().name(),
                    changed.enabled(),
                    write(changed.parameters()),
                    known.version() + 1);
            raise(connection, signals);
            return changed.with(
                    changed.severity(), changed.action(), changed.enabled(), changed.parameters(), known.version() + 1);
        });
    }

    /// Tells of a change: here at once, and elsewhere with the commit itself. Who misses it goes on with old rules.
    static void raise(Connection connection, Signals signals) {
        Signals.raise(connection, SIGNAL);
        signals.raiseAfterCommit(SIGNAL);
    }

    private List<CleaningRule> all(Connection connection) {
        Map<String, CleaningRule> rules = new HashMap<>(shipped);
        Sql.each(
                connection,
                0,
                "select code, severity, action, enabled, parameters, version from cleaning_rules",
                row -> rules.computeIfPresent(row.getString(1), (code, rule) -> {
                    try {
                        return rule.with(
                                Severity.valueOf(row.getString(2)),
                                RuleAction.valueOf(row.getString(3)),
                                row.getBoolean(4),
                                json.readValue(row.getString(5), RuleParameters.class),
                                row.getLong(6));
                    } catch (java.sql.SQLException | JsonProcessingException stored) {
                        throw new IllegalStateException(stored);
                    }
                }));
        return shipped.keySet().stream().map(rules::get).toList();
    }

    private String write(RuleParameters parameters) {
        try {
            return json.writeValueAsString(parameters);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
