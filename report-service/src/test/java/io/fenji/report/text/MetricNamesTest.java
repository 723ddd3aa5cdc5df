package io.fenji.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
    @ParameterizedTest
    @CsvSource({
        "spend.lifetime, lifetime net spend, 累计净消费",
        "recencyDays, days since last purchase, 距上次购买天数",
        "interactions.90d, interactions (90 days), 近90天互动次数",
        "interactions.campaignResponse.365d, campaign responses (365 days), 近365天活动响应次数",
        "interactions.telepathy.30d, interactions.telepathy.30d, interactions.telepathy.30d",
        "spend.7d, spend.7d, spend.7d",
        "unknown, unknown, unknown",
    })
    void namesAMetricWithItsTypeAndWindow(String metric, String english, String chinese) {
        assertThat(names(Language.EN).name(metric)).isEqualTo(english);
        assertThat(names(Language.ZH_CN).name(metric)).isEqualTo(chinese);
    }

    private static MetricNames names(Language language) {
        Texts texts = Texts.in(language);
        return new MetricNames(texts, new Formats(texts, ZoneOffset.UTC), "CNY");
    }
}
