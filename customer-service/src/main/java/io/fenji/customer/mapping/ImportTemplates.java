package io.fenji.customer.mapping;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.mapping.ImportTemplate.TemplateColumn;
import io.fenji.customer.value.Resources;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The templates of every type and language (resource `templates/columns.json`).
@ApplicationScoped
public class ImportTemplates {
    public static final List<String> LANGUAGES = List.of("zh-CN", "en");
    private static final String RESOURCE = "/templates/columns.json";

    /// The resource: titles by type, header and note by field, labels by field and code, words of the notes; each by
    /// language.
    @RegisterForReflection
    record Texts(
            Map<String, Map<String, String>> types,
            Map<String, Map<String, List<String>>> fields,
            Map<String, Map<String, Map<String, String>>> choices,
            Map<String, Map<String, String>> words) {}

    private final CustomFields fields;
    private final List<ImportTemplate> templates = new ArrayList<>();

    ImportTemplates(ObjectMapper json, CustomFields fields) {
        this.fields = fields;
        Texts texts = Resources.read(json, RESOURCE, Texts.class);
        for (ImportType type : ImportType.values()) {
            for (String language : LANGUAGES) {
                templates.add(new ImportTemplate(
                        type,
                        language,
                        word(texts.types(), type.key(), language),
                        columns(texts, type, language),
                        texts.words().getOrDefault(language, Map.of())));
            }
        }
    }

    /// Names of the templates' mappings.
    List<String> names() {
        return templates.stream().map(ImportTemplate::mappingName).toList();
    }

    /// The template with the custom fields that are declared now.
    public Optional<ImportTemplate> find(ImportType type, String language) {
        return templates.stream()
                .filter(template ->
                        template.type() == type && template.language().equals(language))
                .findFirst()
                .map(this::complete);
    }

    /// The template whose mapping has the name.
    Optional<ImportTemplate> named(String mappingName) {
        return templates.stream()
                .filter(template -> template.mappingName().equals(mappingName))
                .findFirst()
                .map(this::complete);
    }

    private ImportTemplate complete(ImportTemplate template) {
        return template.type() == ImportType.CUSTOMERS ? template.with(fields.list()) : template;
    }

    private static List<TemplateColumn> columns(Texts texts, ImportType type, String language) {
        List<TemplateColumn> columns = new ArrayList<>();
        for (Field field : type.fields()) {
            if (field != Field.CUSTOM && field != Field.LINE_NO) {
                String ofType = "%s.%s".formatted(type.key(), field.key());
                List<String> words =
                        word(texts.fields(), texts.fields().containsKey(ofType) ? ofType : field.key(), language);
                Map<String, String> choices = new LinkedHashMap<>();
                texts.choices()
                        .getOrDefault(field.key(), Map.of())
                        .forEach((code, labels) -> choices.put(code, labels.getOrDefault(language, code)));
                columns.add(new TemplateColumn(
                        field,
                        null,
                        words.getFirst(),
                        words.getLast(),
                        type.requires(field),
                        Collections.unmodifiableMap(choices)));
            }
        }
        return List.copyOf(columns);
    }

    private static <T> T word(Map<String, Map<String, T>> words, String key, String language) {
        T word = words.getOrDefault(key, Map.of()).get(language);
        if (word == null) {
            throw new IllegalStateException("%s lacks %s in %s".formatted(RESOURCE, key, language));
        }
        return word;
    }
}
