package io.fenji.report.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    @Test
    void saysInBothLanguagesWhichTierInAnotherScheme() {
        JsonNode scheme = json("""
                {'key':'v','name':{'en':'V'},'cut':{'type':'rules'},
                 'population':{'tier':{'scheme':'b2b-abc','in':['A','B']}},
                 'tiers':[{'key':'vip','name':{'en':'VIP'}}],
                 'rules':[{'key':'r','when':{'tier':{'scheme':'b2b-abc','atLeast':'A'}},'assign':'vip'}]}""");
        Criteria english = write(Language.EN, scheme, MissingNode.getInstance());
        Criteria chinese = write(Language.ZH_CN, scheme, MissingNode.getInstance());

        assertThat(english.population()).isEqualTo("Tier in scheme “b2b-abc” is “A” or “B”");
        assertThat(english.rules().getFirst().text())
                .isEqualTo("When tier in scheme “b2b-abc” at least “A”: tier “VIP”.");
        assertThat(chinese.population()).isEqualTo("在方案“b2b-abc”中的等级为“A”或“B”");
        assertThat(chinese.rules().getFirst().text()).contains("在方案“b2b-abc”中的等级不低于“A”");
    }

    @Test
    void saysInBothLanguagesWhatBecomesOfExistingTiers() {
        JsonNode dated = activated("{'existingTiers':'PROTECT_UNTIL','until':'2026-12-31'}");
        JsonNode reviewed = activated("{'existingTiers':'AT_NEXT_REVIEW'}");

        assertThat(write(Language.EN, dated, MissingNode.getInstance()).movement())
                .startsWith("Customers who had a tier when this version took effect do not fall below it before ")
                .contains("2026");
        assertThat(write(Language.ZH_CN, dated, MissingNode.getInstance()).movement())
                .startsWith("本版本生效时已有等级的客户，在 ")
                .endsWith(" 之前不低于原等级。");
        assertThat(write(Language.ZH_CN, reviewed, MissingNode.getInstance()).movement())
                .isEqualTo("本版本生效时已有等级的客户，在下次评审前保持原等级。");
        assertThat(write(Language.EN, activated("{'existingTiers':'APPLY_NOW'}"), MissingNode.getInstance())
                        .movement())
                .isNull();
    }

    private static JsonNode activated(String activation) {
        return json("""
                {'key':'v','name':{'en':'V'},'cut':{'type':'rules'},'tiers':[{'key':'vip','name':{'en':'VIP'}}],
                 'activation':%s}""".formatted(activation));
    }

    private static final JsonNode CLUSTERS = json("""
            {'key':'c','name':{'en':'C'},
             'cut':{'type':'clusters','features':[
               {'metric':'spend.365d','transform':'log'},{'metric':'recencyDays','better':'lower'}]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");

    private static final JsonNode FROZEN_CLUSTERS = json("""
            {'businessDate':'2026-06-30','document':{'members':10,'scales':[],'clusters':{'customers':10,'seed':1,
              'features':[{'metric':'spend.365d','transform':'log','centre':4.6052,'scale':2},
                {'metric':'recencyDays','transform':'none','centre':60,'scale':30}],
              'clusters':[{'members':4,'value':1,'centre':[1,-1.5]},{'members':6,'value':-1,'centre':[0,0.5]}],
              'inertia':1,'silhouette':0.6234}}}""");

    @Test
    void saysInBothLanguagesByWhatCustomersAreAlike() {
        Criteria english = write(Language.EN, CLUSTERS, FROZEN_CLUSTERS);
        Criteria chinese = write(Language.ZH_CN, CLUSTERS, FROZEN_CLUSTERS);

        assertThat(english.cut())
                .isEqualTo(
                        "Customers that are alike are in the same tier: groups by net spend (365 days) (logarithm) and days since last purchase (lower is better) (k-means clusters), the group of the highest value first. Silhouette 0.62 (0: hardly apart, 1: far apart).");
        assertThat(english.tiers())
                .extracting(Criteria.TierWords::threshold)
                .containsExactly(
                        "Group 1 of 2, around net spend (365 days) ¥737.93 and days since last purchase 15 d",
                        "Group 2 of 2, around net spend (365 days) ¥99 and days since last purchase 75 d; also those who lack one of these values");
        assertThat(chinese.cut())
                .isEqualTo("相似的客户同级：按近365天净消费（取对数）和距上次购买天数（越低越好）聚类（k-means），价值最高的一组为最高等级。轮廓系数 0.62（0 为难以区分，1 为界限分明）。");
        assertThat(chinese.tiers())
                .extracting(Criteria.TierWords::threshold)
                .containsExactly(
                        "第 1 组，共 2 组，中心约为近365天净消费 ¥737.93和距上次购买天数 15 天",
                        "第 2 组，共 2 组，中心约为近365天净消费 ¥99和距上次购买天数 75 天；缺少其中数值的客户也在此级");
    }

    private static Criteria write(Language language) {
        return write(language, DOCUMENT, CALIBRATION);
    }

    private static Criteria write(Language language, JsonNode document, JsonNode calibration) {
        Texts texts = Texts.in(language);
        Formats formats = new Formats(texts, ZoneOffset.UTC);
        return new CriteriaWriter(texts, formats, new MetricNames(texts, formats, "CNY"))
                .write(new SchemeView("top", 1, document), calibration);
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
