package io.fenji.scoring.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.warning.WarningKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarningTextsTest {
    private static final Pattern FACT = Pattern.compile("\\{\\w+(:.)?}");

    private static Properties load(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                WarningTextsTest.class.getResourceAsStream("/texts/warnings.%s.properties".formatted(language)),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    @Test
    void bothLanguagesSayTheSameWithTheSameFacts() throws IOException {
        Properties english = load("en");
        Properties chinese = load("zh-CN");
        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(chinese.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertThat(facts(chinese.getProperty(key))).as(key).isEqualTo(facts(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @EnumSource(WarningKind.class)
    void everyKindHasASentence(WarningKind kind) throws IOException {
        assertThat(load("en").getProperty(kind.name())).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void whateverAMoveWaitsForIsSaid(Waiting waiting) throws IOException {
        Map<String, String> sentences = WarningTexts.of(
                "TIER_AT_RISK",
                "members",
                new ObjectMapper()
                        .readTree("{\"tier\":\"gold\",\"to\":\"silver\",\"waitingFor\":\"%s\"}".formatted(waiting)));

        assertThat(sentences.get("en")).contains("members", "\"gold\"", "\"silver\"", "its next date");
        assertThat(sentences.get("zh-CN")).contains("members", "“gold”", "“silver”", "下一个日期");
    }

    @Test
    void saysNumbersPlainlyAndWhatIsNotThere() throws IOException {
        Map<String, String> sentences = WarningTexts.of(
                "TIER_AT_RISK",
                "members",
                new ObjectMapper()
                        .readTree("{\"tier\":\"gold\",\"metric\":\"spend.365d\",\"value\":1000,\"threshold\":999.5}"));

        assertThat(sentences.get("en"))
                .isEqualTo(
                        "In members, the tier \"gold\" is nearly lost: spend.365d is 1000 against at least 999.5 for it;"
                                + " below that comes no tier.");
    }

    @Test
    void saysNoMoreDecimalsThanPeopleRead() throws IOException {
        JsonNode gap = new ObjectMapper()
                .readTree("{\"lastOrderOn\":\"2026-03-25\",\"days\":97,\"orderGapDays\":17.04,\"orders\":13,"
                        + "\"limitDays\":57.8476}");
        JsonNode spend = new ObjectMapper().readTree("{\"spend90d\":0,\"usual90d\":12743.6567}");
        JsonNode risk = new ObjectMapper()
                .readTree("{\"churnRisk\":0.72345,\"threshold\":0.4,\"valueAtRisk\":1000,\"gain\":12.345}");

        assertThat(WarningTexts.of("ORDER_GAP", null, gap).get("zh-CN"))
                .isEqualTo("自 2026-03-25 起已 97 天没有下单；该客户平均每 17 天下单一次，以 13 单的历史，超过 57.8 天即属异常。");
        assertThat(WarningTexts.of("SPEND_FALLING", null, spend).get("en"))
                .isEqualTo("Spent 0 in the last 90 days; 12,743.66 is usual for this customer.");
        assertThat(WarningTexts.of("CHURN_RISK", null, risk).get("en"))
                .contains("The churn risk 72.35%", "above 40%", "1,000 that is expected", "brings 12.35 on average");
    }

    private static TreeSet<String> facts(String text) {
        TreeSet<String> facts = new TreeSet<>();
        FACT.matcher(text).results().forEach(match -> facts.add(match.group()));
        return facts;
    }
}
