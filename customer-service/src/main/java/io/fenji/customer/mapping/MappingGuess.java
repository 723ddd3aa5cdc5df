package io.fenji.customer.mapping;

import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.customfield.CustomFieldType;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.file.RejectionColumns;
import io.fenji.kit.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Proposes a mapping from a file's header and first rows. Only a proposal: what it cannot tell stands in its notes.
@ApplicationScoped
public class MappingGuess {
    /// A proposal.
    ///
    /// @param notes what a person has to look at: columns that fill nothing, fields that nothing fills, doubts
    public record Proposal(Mapping mapping, List<FieldError> notes) {}

    private final HeaderNames names;
    private final CustomFields fields;

    MappingGuess(HeaderNames names, CustomFields fields) {
        this.names = names;
        this.fields = fields;
    }

    /// Proposes a mapping.
    ///
    /// @param type when it is known
    /// @param all the file's columns; those that a download of refused rows added are none of its own
    public Proposal propose(@Nullable ImportType type, List<String> all, List<List<String>> rows) {
        List<String> header = all.subList(0, RejectionColumns.ownWidth(all, Set.of()));
        ImportType best = type == null ? type(header) : type;
        Map<Field, String> chosen = choose(best, header);
        Map<String, CustomField> custom = custom(best, header, chosen);
        List<FieldError> notes = new ArrayList<>();
        List<Mapping.Column> columns = new ArrayList<>();
        for (String name : header) {
            for (Map.Entry<Field, String> entry : chosen.entrySet()) {
                if (entry.getValue().equals(name)) {
                    columns.add(column(name, entry.getKey(), values(header, rows, name), notes));
                }
            }
            CustomField field = custom.get(name);
            if (field != null) {
                columns.add(column(name, field, values(header, rows, name), notes));
            }
        }
        List<String> ignored = header.stream()
                .filter(name -> !chosen.containsValue(name) && !custom.containsKey(name))
                .toList();
        Map<String, String> defaults = defaults(best, chosen);
        Mapping mapping = new Mapping(
                best,
                null,
                "import",
                null,
                null,
                null,
                null,
                null,
                columns,
                defaults.isEmpty() ? null : defaults,
                ignored.isEmpty() ? null : ignored,
                null,
                null,
                null);
        notes.addAll(MappingVerifier.verify(mapping));
        return new Proposal(mapping, List.copyOf(notes));
    }

    /// The type of which most is there: what every row needs counts most.
    private ImportType type(List<String> header) {
        ImportType best = ImportType.ORDERS;
        double most = -1;
        for (ImportType candidate : ImportType.values()) {
            double score = 0;
            for (Field field : candidate.fields()) {
                int suits = header.stream()
                        .mapToInt(name -> names.suits(name, field, candidate))
                        .max()
                        .orElse(0);
                boolean required = candidate.requires(field);
                score += suits * (required ? 2 : 1) - (suits == 0 && required ? 3 : 0);
            }
            if (score > most) {
                best = candidate;
                most = score;
            }
        }
        return best;
    }

    private Map<Field, String> choose(ImportType type, List<String> header) {
        Map<Field, String> chosen = new EnumMap<>(Field.class);
        for (int quality = 2; quality > 0; quality--) {
            for (Field field : type.fields()) {
                for (String name : header) {
                    if (!chosen.containsKey(field)
                            && !chosen.containsValue(name)
                            && !name.isBlank()
                            && names.suits(name, field, type) == quality) {
                        chosen.put(field, name);
                    }
                }
            }
        }
        return chosen;
    }

    /// The columns that are left and have the name of a custom field; the first for each field.
    private Map<String, CustomField> custom(ImportType type, List<String> header, Map<Field, String> chosen) {
        Map<String, CustomField> custom = new HashMap<>();
        if (type.fields().contains(Field.CUSTOM)) {
            for (CustomField field : fields.list()) {
                header.stream()
                        .filter(name -> !chosen.containsValue(name)
                                && !custom.containsKey(name)
                                && HeaderNames.suits(name, field))
                        .findFirst()
                        .ifPresent(name -> custom.put(name, field));
            }
        }
        return custom;
    }

    private static Mapping.Column column(String name, CustomField field, Set<String> values, List<FieldError> notes) {
        return new Mapping.Column(
                name,
                Field.CUSTOM,
                field.key(),
                null,
                field.type() == CustomFieldType.DATE ? DateGuess.patterns(name, values, notes) : null,
                null);
    }

    private Mapping.Column column(String name, Field field, Set<String> values, List<FieldError> notes) {
        return new Mapping.Column(
                name,
                field,
                null,
                null,
                field.format().hasPatterns() ? DateGuess.patterns(name, values, notes) : null,
                replacements(field, values));
    }

    private @Nullable Map<String, String> replacements(Field field, Set<String> values) {
        Map<String, String> replacements = new LinkedHashMap<>();
        for (String value : values) {
            String code = names.code(field, value);
            if (code != null && !code.equals(value)) {
                replacements.put(value, code);
            }
        }
        return replacements.isEmpty() ? null : replacements;
    }

    private static Set<String> values(List<String> header, List<List<String>> rows, String name) {
        int index = header.indexOf(name);
        Set<String> values = new java.util.LinkedHashSet<>();
        for (List<String> row : rows) {
            if (index < row.size() && !row.get(index).isBlank()) {
                values.add(row.get(index).strip());
            }
        }
        return values;
    }

    private static Map<String, String> defaults(ImportType type, Map<Field, String> chosen) {
        Map<String, String> defaults = new HashMap<>();
        Set<Field> missing = EnumSet.noneOf(Field.class);
        type.fields().stream()
                .filter(field -> type.requires(field) && !chosen.containsKey(field))
                .forEach(missing::add);
        if (missing.contains(Field.CUSTOMER_KIND)) {
            defaults.put(Field.CUSTOMER_KIND.key(), "PERSON");
        }
        if (missing.contains(Field.QUANTITY)) {
            defaults.put(Field.QUANTITY.key(), "1");
        }
        return defaults;
    }
}
