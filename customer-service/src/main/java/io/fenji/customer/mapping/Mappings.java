package io.fenji.customer.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.Resources;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The mappings that ship with the service and those its users made.
@ApplicationScoped
public class Mappings {
    private static final List<String> BUILT_IN = List.of(
            "fenji-customers",
            "fenji-feedback",
            "fenji-interactions",
            "fenji-orders",
            "fenji-products",
            "uci-online-retail");

    private final Database database;
    private final ObjectMapper json;
    private final ImportTemplates templates;
    private final Map<String, StoredMapping> builtIn = new TreeMap<>();

    Mappings(Database database, ObjectMapper json, ImportTemplates templates) {
        this.database = database;
        this.json = json;
        BUILT_IN.forEach(name -> builtIn.put(name, new StoredMapping(name, 0, resource(name))));
        this.templates = templates;
    }

    public Optional<StoredMapping> find(String name) {
        StoredMapping shipped = builtIn.get(name);
        if (shipped != null) {
            return Optional.of(shipped);
        }
        return templates
                .named(name)
                .map(template -> new StoredMapping(name, 0, template.mapping()))
                .or(() -> database.call(connection -> find(connection, name, "")));
    }

    List<StoredMapping> all() {
        Map<String, StoredMapping> all = new TreeMap<>(builtIn);
        templates.names().forEach(name -> find(name).ifPresent(mapping -> all.put(name, mapping)));
        database.call(connection -> {
            Sql.each(connection, 0, "select name, version, document from mappings", row -> {
                all.put(row.getString(1), new StoredMapping(row.getString(1), row.getLong(2), read(row.getString(3))));
            });
            return all;
        });
        return List.copyOf(all.values());
    }

    /// Keeps an own mapping, new or in place of the one of that name.
    ///
    /// @param ifMatch checked when given
    @Transactional
    public StoredMapping put(String name, Mapping mapping, @Nullable String ifMatch) {
        if (builtIn.containsKey(name) || templates.names().contains(name)) {
            throw new ProblemException(
                    CustomerProblem.BUILT_IN_MAPPING, "'%s' ships with the service; take another name".formatted(name));
        }
        List<FieldError> findings = MappingVerifier.verify(mapping);
        if (!findings.isEmpty()) {
            throw new ProblemException(
                    CustomerProblem.INVALID_MAPPING,
                    "The mapping has %d fault(s); the first at %s: %s"
                            .formatted(
                                    findings.size(),
                                    findings.getFirst().pointer(),
                                    findings.getFirst().detail()),
                    findings);
        }
        return database.call(connection -> {
            if (ifMatch != null) {
                @Nullable
                StoredMapping known = find(connection, name, "for update").orElse(null);
                EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            }
            return Sql.only(
                    connection, """
                    insert into mappings as m (name, document) values (?, ?::jsonb)
                    on conflict (name) do update set document = excluded.document, updated_at = now(),
                      version = m.version + case when m.document = excluded.document then 0 else 1 end
                    returning version""", row -> new StoredMapping(name, row.getLong(1), mapping), name, write(mapping));
        });
    }

    public String write(Mapping mapping) {
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    public Mapping read(String document) {
        try {
            return json.readValue(document, Mapping.class);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private Optional<StoredMapping> find(Connection connection, String name, String lock) {
        return Sql.first(
                connection,
                "select version, document from mappings where name = ? " + lock,
                row -> new StoredMapping(name, row.getLong(1), read(row.getString(2))),
                name);
    }

    private Mapping resource(String name) {
        String path = "/mappings/" + name + ".json";
        return verified(path, Resources.read(json, path, Mapping.class));
    }

    private static Mapping verified(String name, Mapping mapping) {
        List<FieldError> findings = MappingVerifier.verify(mapping);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("%s: %s".formatted(name, findings));
        }
        return mapping;
    }
}
