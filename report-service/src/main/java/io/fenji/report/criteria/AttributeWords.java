package io.fenji.report.criteria;

import io.fenji.report.text.Texts;

/// Names of customers' attributes and of their values.
record AttributeWords(Texts texts) {

    /// In the report's language, or the key as it is.
    String name(String attribute) {
        String key = "attribute." + attribute;
        return texts.has(key) ? texts.get(key) : attribute;
    }

    String value(String attribute, String value) {
        String key = "attribute." + attribute + "." + value;
        return texts.has(key) ? texts.get(key) : texts.get("quoted", value);
    }
}
