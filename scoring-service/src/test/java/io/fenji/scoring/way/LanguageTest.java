package io.fenji.scoring.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.evaluation.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = LanguageTest.class.getResourceAsStream("/texts/way-up." + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void bothLanguagesSayTheSameThingsOfTheSameValues() throws IOException {
        Properties chinese = texts("zh");
        Properties english = texts("en");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(chinese.stringPropertyNames())
                .filteredOn(key -> !key.startsWith("open.one"))
                .allSatisfy(key -> assertThat(places(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key))));
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .collect(TreeSet::new, (all, place) -> all.add(place.group()), TreeSet::addAll);
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void hasWordsForEveryWait(Waiting waiting) {
        for (Language language : Language.values()) {
            assertThat(language.text("waited." + waiting.name())).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1234.5     | money | 1,234.50      | 1,234.50
            0.1234     | money | 0.1234        | 0.1234
            12         | count | 12            | 12
            30         | days  | 30 days       | 30天
            0.1234     | ratio | 12.34%        | 12.34%
            4.25       | score | 4.25          | 4.25
            4000000000 |       | 4,000,000,000 | 4,000,000,000
            """)
    void writesValuesWithTheirUnits(BigDecimal value, String unit, String english, String chinese) {
        String known = unit == null ? "" : unit;
        assertThat(Language.ENGLISH.value(value, known)).isEqualTo(english);
        assertThat(Language.CHINESE.value(value, known)).isEqualTo(chinese);
    }

    @Test
    void aNameInAnotherLanguageIsBetterThanTheKey() {
        assertThat(Language.ENGLISH.name(Map.of("zh-CN", "黄金"), "gold")).isEqualTo("黄金");
        assertThat(Language.ENGLISH.name(Map.of(), "gold")).isEqualTo("gold");
    }
}
