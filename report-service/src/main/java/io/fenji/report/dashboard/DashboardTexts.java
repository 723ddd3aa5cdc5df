package io.fenji.report.dashboard;

import io.fenji.report.text.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The texts of the page.
@ApplicationScoped
class DashboardTexts {

    /// Every text of a language by its key.
    Map<String, String> in(Language language) {
        String resource = "texts/dashboard_%s.properties".formatted(language.tag());
        try (InputStream in = DashboardTexts.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + resource);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> sorted = new TreeMap<>();
            texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
            return sorted;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
