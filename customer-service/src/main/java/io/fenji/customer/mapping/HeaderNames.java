package io.fenji.customer.mapping;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.value.Resources;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people call fields and codes, in Chinese and English (resource `guess/header-names.json`).
@ApplicationScoped
class HeaderNames {
    /// The resource: field → names, the same of one type only, and field → value → code.
    @RegisterForReflection
    record Words(
            Map<String, List<String>> names,
            Map<String, Map<String, List<String>>> namesOfType,
            Map<String, Map<String, String>> values) {}

    private final Words words;

    HeaderNames(ObjectMapper json) {
        this.words = Resources.read(json, "/guess/header-names.json", Words.class);
    }

    /// How well a header names a field: 2 for a name that other types do not share, 1 for one that only suits the type,
    /// 0 for none.
    int suits(String header, Field field, ImportType type) {
        if (field == Field.CUSTOM) {
            return 0;
        }
        String name = plain(header);
        if (name.equals(plain(field.key())) || is(name, words.names().get(field.key()))) {
            return 2;
        }
        return is(name, words.namesOfType().getOrDefault(type.key(), Map.of()).get(field.key())) ? 1 : 0;
    }

    /// Whether a header is the key of a custom field or one of its names.
    static boolean suits(String header, CustomField field) {
        String name = plain(header);
        return !name.isEmpty()
                && (name.equals(plain(field.key()))
                        || (field.name() != null
                                && is(name, List.copyOf(field.name().values()))));
    }

    /// The code that a value means.
    @Nullable
    String code(Field field, String value) {
        return words.values()
                .getOrDefault(field.key(), Map.of())
                .get(value.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean is(String name, @Nullable List<String> names) {
        return names != null
                && names.stream().anyMatch(candidate -> plain(candidate).equals(name));
    }

    /// `Order_ID`, `orderId` and `order id` are one name; so are `单价` and `单价(元)`.
    private static String plain(String name) {
        String text = name.toLowerCase(Locale.ROOT).replaceAll("[(（\\[【].*", "");
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
