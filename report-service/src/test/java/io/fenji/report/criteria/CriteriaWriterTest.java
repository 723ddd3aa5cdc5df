package io.fenji.report.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fenji.report.content.Criteria;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CriteriaWriterTest {
    private static final JsonNode DOCUMENT = json("""
            {'key':'top','name':{'en':'Top'},
             'dimensions':[{'key':'value','weight':1,'criteria':[
               {'metric':'spend.365d','weight':3,'scale':{'type':'log','from':100,'to':10000}},
               {'attribute':'kind','weight':1,
                'scale':{'type':'category','points':{'ORGANIZATION':100,'other':60},'otherwise':20}}]}],
             'cut':{'type':'topShare','shares':[0.05,0.2]},
             'movement':{'downgrade':{'at':'review','graceDays':30,'maxSteps':1,'minStayDays':90,
               'renewal':{'metric':'orders.365d','atLeast':3}}},'review':{'every':'quarter','day':5},
             'rules':[{'key':'r','when':{'metric':'openComplaints','over':0},'cap':'B','viaMovement':true}],
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""");

    private static final JsonNode CALIBRATION = json("""
            {'businessDate':'2026-06-30','document':{'members':10,'scales':[],
              'share':{'customers':10,'thresholds':[91.5,60]}}}""");

    @Test
    void saysInEnglishHowCustomersAreGraded() {
        Criteria criteria = write(Language.EN);

        assertThat(criteria.cut())
                .isEqualTo(
                        "Customers in order of their total score (0–100), cut at the top 5.0% and 20.0%; equal scores are in the same tier.");
        assertThat(criteria.tiers())
                .extracting(Criteria.TierWords::threshold)
                .containsExactly(
                        "The top 5.0% of the customers (≥ 91.5)",
                        "From the top 5.0% to the top 20.0% of the customers (≥ 60)", "All others");
        assertThat(criteria.movement())
                .isEqualTo(
                        "Upgrades take effect at once. Downgrades take effect at the next review, one tier at a time, after 30 days of grace, not within 90 days of entering a tier. A customer keeps the tier when orders (365 days) ≥ 3. Reviews are on day 5 of each quarter’s first month.");
        assertThat(criteria.rules().getFirst().text())
                .isEqualTo("When open complaints > 0: at most “B”, as upgrades and downgrades allow.");
        assertThat(criteria.dimensions().getFirst().criteria())
                .extracting(Criteria.CriterionWords::name, Criteria.CriterionWords::scale)
                .containsExactly(
                        tuple(
                                "Net spend (365 days)",
                                "From 0 points at ¥100 to 100 points at ¥10,000, equal points for equal ratios, held outside"),
                        tuple("Kind", "By value: organisation 100 points; “other” 60 points; all others 20 points"));
    }

    @Test
    void saysInChineseHowCustomersAreGraded() {
        Criteria criteria = write(Language.ZH_CN);

        assertThat(criteria.cut()).isEqualTo("按总分（0–100）从高到低排序，以排名前 5.0%和20.0% 的客户为界划分；分数相同的客户同级。");
        assertThat(criteria.tiers())
                .extracting(Criteria.TierWords::threshold)
                .containsExactly("排名前 5.0% 的客户（≥ 91.5）", "排名前 5.0% 至前 20.0% 的客户（≥ 60）", "其余客户");
        assertThat(criteria.movement())
                .isEqualTo("升级立即生效。降级在下次评审时生效，每次一级，先给 30 天宽限期，进入等级后 90 天内不降。当近365天订单数 ≥ 3时保级。每季度首月 5 日评审。");
        assertThat(criteria.dimensions().getFirst().criteria())
                .extracting(Criteria.CriterionWords::name, Criteria.CriterionWords::scale)
                .containsExactly(
                        tuple("近365天净消费", "对数得分：¥100 得 0 分，¥10,000 得 100 分，比例相同则分差相同，两端封顶"),
                        tuple("客户类型", "按取值得分：组织 得 100 分；“other” 得 60 分；其他取值得 20 分"));
    }

    private static Criteria write(Language language) {
        Texts texts = Texts.in(language);
        Formats formats = new Formats(texts, ZoneOffset.UTC);
        return new CriteriaWriter(texts, formats, new MetricNames(texts, formats, "CNY"))
                .write(new SchemeView("top", 1, DOCUMENT), CALIBRATION);
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
