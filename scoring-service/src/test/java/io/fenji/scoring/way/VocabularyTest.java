package io.fenji.scoring.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.language.Language;
import io.fenji.engine.preset.Presets;
import io.fenji.scoring.metric.CatalogueMetric;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// That both languages have the same sentences is tested in the engine.
class VocabularyTest {
    private static Vocabulary vocabulary(String unit) {
        return new Vocabulary(
                Presets.get("retail-rfm").scheme(),
                CatalogueMetric.terms(Map.of(
                        "m",
                        new CatalogueMetric("m", Map.of("zh-CN", "指标"), unit, null, false, BigDecimal.ONE, null))));
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void hasWordsForEveryWait(Waiting waiting) {
        for (Language language : Language.values()) {
            assertThat(Vocabulary.SENTENCES.phrase("waited." + waiting.name()).in(language))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1234.5     | money | 1,234.50      | 1,234.50
            0.1234     | money | 0.1234        | 0.1234
            12         | count | 12            | 12
            30         | days  | 30 days       | 30天
            1          | days  | 1 day         | 1天
            0.1234     | ratio | 12.34%        | 12.34%
            4.25       | score | 4.25          | 4.25
            4000000000 | ''    | 4,000,000,000 | 4,000,000,000
                       | money | none          | 无
            """)
    void writesValuesWithTheirUnits(BigDecimal value, String unit, String english, String chinese) {
        assertThat(vocabulary(unit).value("m", value).in(Language.EN)).isEqualTo(english);
        assertThat(vocabulary(unit).value("m", value).in(Language.ZH_CN)).isEqualTo(chinese);
    }

    @Test
    void aMetricOfUsersOwnSaysItsWindow() {
        Map<String, String> name = Map.of("zh-CN", "牛奶", "en", "Milk");
        Vocabulary vocabulary = new Vocabulary(
                Presets.get("retail-rfm").scheme(),
                CatalogueMetric.terms(Map.of(
                        "milk", new CatalogueMetric("milk", name, "money", "90d", false, null, null),
                        "all", new CatalogueMetric("all", name, "money", "lifetime", false, null, null),
                        "milk.30d", new CatalogueMetric("milk.30d", name, "money", "30d", true, null, null))));

        assertThat(vocabulary.metric("milk").in(Language.EN)).isEqualTo("Milk, last 90 days");
        assertThat(vocabulary.metric("milk").in(Language.ZH_CN)).isEqualTo("近90天牛奶");
        assertThat(vocabulary.metric("all").in(Language.EN)).isEqualTo("Milk, lifetime");
        assertThat(vocabulary.metric("milk.30d").in(Language.EN)).as("built in").isEqualTo("Milk");
    }

    @Test
    void aNameInAnotherLanguageIsBetterThanTheKey() {
        assertThat(vocabulary("").metric("m").in(Language.EN)).isEqualTo("指标");
        assertThat(vocabulary("").metric("spend.365d").in(Language.EN)).isEqualTo("spend.365d");
    }
}
