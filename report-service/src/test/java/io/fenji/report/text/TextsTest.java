package io.fenji.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern VALUE = Pattern.compile("\\{\\d}");

    private static Properties load(Language language) throws IOException {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                TextsTest.class.getResourceAsStream("/texts/report_%s.properties".formatted(language.tag())),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(new TreeSet<>(load(Language.EN).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(load(Language.ZH_CN).stringPropertyNames()));
    }

    @Test
    void everyLanguageUsesNoValueThatTheOthersDoNotHave() throws IOException {
        Properties english = load(Language.EN);
        Properties chinese = load(Language.ZH_CN);
        for (String key : english.stringPropertyNames()) {
            if (key.equals("date") || key.startsWith("summary.concentration")) {
                continue;
            }
            assertThat(values(chinese.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
        }
    }

    private static TreeSet<String> values(String text) {
        TreeSet<String> values = new TreeSet<>();
        VALUE.matcher(text).results().forEach(match -> values.add(match.group()));
        return values;
    }

    /// What customer-service refuses and imports, as it says itself.
    @Test
    void everyReasonAndKindOfAnImportHasAName() throws IOException {
        Path resources = Path.of("../customer-service/src/main/resources");
        Set<String> wanted = new TreeSet<>();
        Properties refusals = new Properties();
        try (Reader in = Files.newBufferedReader(resources.resolve("texts/refusals.zh.properties"))) {
            refusals.load(in);
        }
        refusals.stringPropertyNames().stream()
                .filter(key -> key.startsWith("code."))
                .forEach(key -> wanted.add("rejected." + key.substring("code.".length())));
        Matcher types = Pattern.compile("\\n    ImportType:\\n(?:      .*\\n)*?      enum: \\[(.*)]")
                .matcher(Files.readString(resources.resolve("META-INF/openapi.yaml")));
        assertThat(types.find()).isTrue();
        for (String type : types.group(1).split(", ")) {
            wanted.add("import." + type);
        }

        assertThat(load(Language.ZH_CN).stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void countsOneAndMany() {
        assertThat(Texts.in(Language.EN).counted("customers", 1)).isEqualTo("1 customer");
        assertThat(Texts.in(Language.EN).counted("customers", 1200)).isEqualTo("1,200 customers");
        assertThat(Texts.in(Language.ZH_CN).counted("customers", 1)).isEqualTo("1 位客户");
    }
}
