package io.fenji.customer.cleaning;

import io.fenji.customer.value.Resources;
import java.util.Map;
import java.util.Properties;

/// Names and descriptions of the rules (resources `texts/cleaning.*.properties`), by language tag.
final class RuleTexts {
    private static final Properties CHINESE = Resources.texts("/texts/cleaning.zh.properties");
    private static final Properties ENGLISH = Resources.texts("/texts/cleaning.en.properties");

    private RuleTexts() {}

    static Map<String, String> name(String code) {
        return texts(code + ".name");
    }

    static Map<String, String> description(String code) {
        return texts(code + ".description");
    }

    private static Map<String, String> texts(String key) {
        return Map.of("zh-CN", CHINESE.getProperty(key), "en", ENGLISH.getProperty(key));
    }
}
