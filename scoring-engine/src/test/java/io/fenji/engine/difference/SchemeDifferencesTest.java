package io.fenji.engine.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.Schemes;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.language.Language;
import io.fenji.engine.preset.Presets;
import io.fenji.engine.scheme.Scheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeDifferencesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String BEFORE = """
            {'key':'members','name':{'en':'Members','zh-CN':'会员'},
             'population':{'metric':'orders.lifetime','atLeast':1},
             'dimensions':[
               {'key':'value','weight':0.5,'criteria':[
                 {'metric':'spend.365d','weight':2,'scale':{'type':'linear','from':0,'to':1000}},
                 {'metric':'assets','weight':1,'scale':{'type':'steps','steps':[[1,50],[5,100]]},'missing':'neutral'}]},
               {'key':'behaviour','name':{'zh-CN':'行为'},'weight':0.5,'criteria':[
                 {'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90}}]}],
             'cut':{'type':'topShare','shares':[0.2,0.5]},
             'tiers':[{'key':'gold','name':{'en':'Gold','zh-CN':'黄金'}},{'key':'silver','name':{'en':'Silver'}},
                      {'key':'bronze','name':{'en':'Bronze'}}],
             'rules':[{'key':'big','when':{'metric':'spend.365d','over':9000},'floor':'gold'},
                      {'key':'late','when':{'metric':'recencyDays','over':365},'cap':'silver'}],
             'movement':{'upgrade':'immediate','downgrade':{'at':'review','graceDays':30}},
             'review':{'every':'month','day':1},
             'examples':[{'metrics':{'orders.lifetime':0},'tier':null}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Members'                   | 'Club'          | /name/en    | NAME_CHANGED | ~The scheme’s name (en) changes from “Members” to “Club”.~ | ~方案名称（en）由“Members”改为“Club”。~
            'weight':0.5,'criteria':[{'metric':'spend | 'weight':0.4,'criteria':[{'metric':'spend | /dimensions/0/weight | DIMENSION_REWEIGHTED | ~The weight of the dimension “value” changes from 0.5 to 0.4.~ | ~维度“value”的权重由 0.5 调整为 0.4。~
            'weight':2                  | 'weight':3      | /dimensions/0/criteria/0/weight | CRITERION_REWEIGHTED | ~The weight of the criterion spend.365d in the dimension “value” changes from 2 to 3.~ | ~维度“value”中评分项 spend.365d 的权重由 2 调整为 3。~
            'halfLifeDays':90           | 'halfLifeDays':60 | /dimensions/1/criteria/0/scale | SCALE_CHANGED | ~The scale of the criterion recencyDays in the dimension “行为” changes from: halved every 90 days, to: halved every 60 days.~ | ~维度“行为”中评分项 recencyDays 的评分方式由“每 90 天减半”调整为“每 60 天减半”。~
            ,'missing':'neutral'        | ~~              | /dimensions/0/criteria/1/missing | MISSING_CHANGED | ~What a missing value of the criterion assets in the dimension “value” means changes from “50 points” to “0 points”.~ | ~维度“value”中评分项 assets 缺值时的处理由“得 50 分”调整为“得 0 分”。~
            [0.2,0.5]                   | [0.2,0.55]      | /cut/shares/1 | SHARE_CHANGED | ~The limit after tier 2 changes from 50% to 55%.~ | ~第 2 级之后的界线由 50% 调整为 55%。~
            'shares'                    | 'metric':'assets','shares' | /cut | CUT_CHANGED | ~The cut changes from: the top 20%, 50% of the customers by score, to: the top 20%, 50% of the customers by assets.~ | ~划分方式由“按分数排名前 20%、50% 的客户”调整为“按 assets 排名前 20%、50% 的客户”。~
            'Silver'                    | 'Second'        | /tiers/1/name/en | TIER_RENAMED | ~The name of the tier silver (en) changes from “Silver” to “Second”.~ | ~等级 silver 的名称（en）由“Silver”改为“Second”。~
            'over':9000}                | 'over':8000}    | /rules/0/when | RULE_CONDITION_CHANGED | ~The condition of the rule big changes from “spend.365d > 9000” to “spend.365d > 8000”.~ | ~规则 big 的条件由“spend.365d > 9000”调整为“spend.365d > 8000”。~
            'floor':'gold'              | 'assign':'gold' | /rules/0      | RULE_EFFECT_CHANGED | ~The effect of the rule big changes from “at least “Gold”” to “tier “Gold””.~ | ~规则 big 的效果由“不低于“黄金””调整为“定为“黄金””。~
            'cap':'silver'              | 'cap':'silver','viaMovement':true | /rules/1/viaMovement | RULE_VIA_MOVEMENT | ~The rule late now comes before the movement policy, which may delay it.~ | ~规则 late 改为先于升降级策略，可能因此延后生效。~
            'upgrade':'immediate'       | 'upgrade':'review' | /movement/upgrade | UPGRADE_TIME_CHANGED | ~Upgrades take effect at reviews instead of at once.~ | ~升级的生效时间由“立即”改为“评审时”。~
            'graceDays':30              | 'minStayDays':0 | /movement/downgrade/graceDays | GRACE_CHANGED | ~The days of grace before a downgrade change from 30 to none.~ | ~降级前的宽限天数由 30 调整为 无。~
            'graceDays':30              | 'graceDays':30,'renewal':{'not':{'tier':{'scheme':'vip','atLeast':'A'}}} | /movement/downgrade/renewal | RENEWAL_CHANGED | ~The renewal condition changes from “none” to “not tier in vip at least A”.~ | ~保级条件由“无”调整为“不满足 在方案 vip 中的等级不低于 A”。~
            'every':'month','day':1     | 'every':'year','month':4,'day':1 | /review | REVIEW_CHANGED | ~Reviews change from “day 1 of each month” to “day 1 of month 4 of each year”.~ | ~评审时间由“每月 1 日”调整为“每年 4 月 1 日”。~
            'review':                   | 'calibrate':{'every':'quarter'},'review': | /calibrate | CALIBRATE_CHANGED | ~Scheduled calibrations change from “none” to “day 1 of each quarter’s first month”.~ | ~定期校准由“无”调整为“每季度首月 1 日”。~
            'tier':null                 | 'tier':'gold'   | /examples/0/tier | EXAMPLE_CHANGED | ~The tier that example 1 expects changes from none to gold.~ | ~示例 1 的预期等级由 无等级 调整为 gold。~
            'metric':'orders.lifetime','atLeast':1 | 'any':[{'attribute':'kind','in':['A','B']},{'all':[{'metric':'assets','under':3},{'metric':'nps','between':[1,2]}]}] | /population | POPULATION_CHANGED | ~The population changes from “orders.lifetime ≥ 1” to “kind is one of A, B or (assets < 3 and nps from 1 to 2)”.~ | ~适用客户由“orders.lifetime ≥ 1”调整为“kind 为 A、B 之一 或 （assets < 3 且 nps 在 1 至 2 之间）”。~
            """)
    void saysWhatIsOtherInBothLanguages(
            String part, String replacement, String pointer, String code, String english, String chinese) {
        String before = BEFORE.replaceAll("\\n\\s*", "");
        String plain = part.replace("[{", "[{");
        assertThat(before).contains(plain);

        List<Difference> found = between(before, before.replace(plain, replacement));

        assertThat(found).hasSize(1);
        Difference only = found.getFirst();
        assertThat(only.pointer()).isEqualTo(pointer);
        assertThat(only.code()).isEqualTo(code);
        assertThat(only.in(Language.EN)).isEqualTo(english);
        assertThat(only.in(Language.ZH_CN)).isEqualTo(chinese);
    }

    @Test
    void partsAreMatchedByTheirKeys() {
        String before = BEFORE.replaceAll("\\n\\s*", "");
        String criteria =
                "{'metric':'assets','weight':1,'scale':{'type':'steps','steps':[[1,50],[5,100]]},'missing':'neutral'}";
        String after = before.replace("," + criteria, "")
                .replace(
                        "'criteria':[{'metric':'spend",
                        "'criteria':[{'metric':'nps','weight':4,'scale':{'type':'percentile'}},{'metric':'spend")
                .replace("'tiers':[", "'tiers':[{'key':'top','name':{'en':'Top'}},")
                .replace(",{'key':'bronze','name':{'en':'Bronze'}}", "")
                .replace(
                        "'rules':[{'key':'big'",
                        "'rules':[{'key':'new','when':{'metric':'nps','over':9},'exclude':true},{'key':'big'");

        assertThat(between(before, after))
                .extracting(found -> found.code() + " " + found.pointer() + " " + found.in(Language.EN))
                .containsExactly(
                        "CRITERION_ADDED /dimensions/0/criteria/0 The dimension “value” gets the criterion nps, with the weight 4 and the scale: percentile, higher is better.",
                        "CRITERION_REMOVED /dimensions/0/criteria/1 The dimension “value” loses the criterion assets.",
                        "TIER_ADDED /tiers/0 The tier “Top” is added, number 1 of 3 from the top.",
                        "TIER_REMOVED /tiers/2 The tier “Bronze” is removed.",
                        "RULE_ADDED /rules/0 The rule new is added: when nps > 9: no tier.");
    }

    @Test
    void anOrderCountsWhereItDecides() {
        String before = BEFORE.replaceAll("\\n\\s*", "");
        assertThat(between(before, moved(before, "rules")))
                .extracting(Difference::code)
                .containsExactly("RULES_REORDERED");
        assertThat(between(before, moved(before, "dimensions"))).isEmpty();
        assertThat(between(before, moved(before, "tiers")))
                .extracting(Difference::code)
                .containsExactly("TIERS_REORDERED");
    }

    @Test
    void whatMeansTheSameIsNoDifference() {
        String before = BEFORE.replaceAll("\\n\\s*", "");

        assertThat(between(
                        before,
                        before.replace("0.5,'criteria'", "0.500,'criteria'")
                                .replace("'floor':'gold'", "'floor':'gold','viaMovement':false")
                                .replace(
                                        "'weight':1,'scale':{'type':'decay'",
                                        "'weight':1,'missing':{'points':0},'scale':{'type':'decay'")))
                .isEmpty();
    }

    @Test
    void valuesAreThoseOfTheDocuments() {
        String before = BEFORE.replaceAll("\\n\\s*", "");
        Difference moved =
                between(before, before.replace("'weight':2", "'weight':2.5")).getFirst();
        Difference added = between(before, before.replace("'graceDays':30", "'graceDays':30,'maxSteps':1"))
                .getFirst();

        assertThat(moved.before().decimalValue()).isEqualByComparingTo("2");
        assertThat(moved.after().decimalValue()).isEqualByComparingTo("2.5");
        assertThat(added.before()).isNull();
        assertThat(added.after().intValue()).isOne();
        assertThat(added.pointer()).isEqualTo("/movement/downgrade/maxSteps");
    }

    /// Whatever is done to a preset: a difference is found if and only if it does not mean the same, and the other way
    /// round there are as many.
    @Test
    void missesNothingInPresetsWithRandomChanges() {
        for (String key : Presets.keys()) {
            JsonNode before = Presets.get(key).document();
            for (int seed = 0; seed < 150; seed++) {
                JsonNode after = before.deepCopy();
                change(after, new Random(seed));
                if (!(SchemeReader.read(after) instanceof SchemeReading.Readable(Scheme scheme))) {
                    continue;
                }
                Scheme was = ((SchemeReading.Readable) SchemeReader.read(before)).scheme();
                List<Difference> found = SchemeDifferences.between(before, after);
                assertThat(found.isEmpty()).as(key + " " + seed + " " + after).isEqualTo(was.equals(scheme));
                assertThat(SchemeDifferences.between(after, before)).hasSameSizeAs(found);
                for (Difference each : found) {
                    assertThat(each.in(Language.EN)).isNotBlank().doesNotContain("{");
                    assertThat(each.in(Language.ZH_CN)).isNotBlank().doesNotContain("{");
                    assertThat(each.pointer()).startsWith("/");
                }
            }
        }
    }

    /// Another number somewhere, or something taken away.
    private static void change(JsonNode document, Random random) {
        List<JsonNode> places = new ArrayList<>();
        collect(document, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ArrayNode list && !list.isEmpty()) {
            int index = random.nextInt(list.size());
            if (list.get(index).isNumber()) {
                list.set(index, list.numberNode(list.get(index).decimalValue().add(BigDecimal.ONE)));
            } else {
                list.remove(index);
            }
        } else if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isNumber()) {
                object.put(name, object.get(name).decimalValue().add(BigDecimal.ONE));
            } else if (object.get(name).isTextual() && random.nextBoolean()) {
                object.put(name, object.get(name).textValue() + "x");
            } else {
                object.remove(name);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        places.add(node);
        node.forEach(child -> {
            if (child.isContainerNode()) {
                collect(child, places);
            }
        });
    }

    private static String moved(String document, String list) {
        ObjectNode tree = (ObjectNode) json(document);
        ArrayNode parts = (ArrayNode) tree.get(list);
        parts.add(parts.remove(0));
        return tree.toString();
    }

    private static List<Difference> between(String before, String after) {
        return SchemeDifferences.between(json(before), json(after));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(Schemes.json(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
