package io.fenji.customer.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.kit.json.JsonRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {
    private static final ObjectMapper JSON = JsonRules.apply(new ObjectMapper());
    private static final List<ValueMap> MAPS = List.of(
            new ValueMap(Field.INDUSTRY, Map.of("technolgy", "technology", "ＩＴ", "technology", "a", "b", "b", "c")),
            new ValueMap(Field.INDUSTRY, Map.of("x", "y", "y", "x")),
            new ValueMap(Field.PROVINCE, Map.of("广东", "岭南", "沪", "上海市")),
            new ValueMap(Field.PRODUCT_KEY, Map.of("GTXPro", "GTX Pro")));

    private static RuleBook book(RuleChange change, String code) {
        List<CleaningRule> rules = CleaningRules.shipped(JSON).stream()
                .map(rule -> rule.code().equals(code) ? change.of(rule) : rule)
                .toList();
        return new RuleBook(
                rules,
                MAPS,
                LocalDate.of(2026, 11, 22),
                ZoneId.of("Asia/Shanghai"),
                new Places(JSON),
                new Countries(JSON));
    }

    private static RuleBook shipped() {
        return book(new RuleChange(null, null, null, null), "TEXT_FORM");
    }

    private static RuleChange parameters(String json) throws Exception {
        return new RuleChange(null, null, null, JSON.readValue(json, RuleParameters.class));
    }

    private static String text(RuleBook book, Field field, String text) {
        return book.cleaner(ImportType.CUSTOMERS, field).text(text).value();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "customerName,王芳,王芳,",
                "customerName,Ｆｅｎｊｉ　（上海）,Fenji (上海),TEXT_FORM",
                "customerName, a \t\u00a0 b ,a b,TEXT_FORM",
                "customerName,a\u200b\u0007b,ab,TEXT_FORM",
                "customerName,Cafe\u0301,Caf\u00e9,TEXT_FORM",
                "province,广东省,岭南,PROVINCE_FORM VALUE_MAP",
                "province,内蒙古自治区,内蒙古,PROVINCE_FORM",
                "province,内蒙,内蒙古,PROVINCE_FORM",
                "province,新疆维吾尔自治区,新疆,PROVINCE_FORM",
                "province,香港特别行政区,香港,PROVINCE_FORM",
                "province,北京市,北京,PROVINCE_FORM",
                "province,北京,北京,",
                "province,Bavaria,Bavaria,",
                "province,沪,上海,VALUE_MAP",
                "city,深圳市,深圳,CITY_FORM",
                "city,津市,津市,",
                "city,津市市,津市,CITY_FORM",
                "city,上海市市,上海,CITY_FORM",
                "country,CHN,CN,COUNTRY_FORM",
                "country,cn,CN,COUNTRY_FORM",
                "country,中华人民共和国,中国,COUNTRY_FORM",
                "country,United Kingdom,United Kingdom,",
                "country,great britain,United Kingdom,COUNTRY_FORM",
                "country,Hong Kong,Hong Kong,",
                "country,Narnia,Narnia,",
                "industry,technolgy,technology,VALUE_MAP",
                "industry,IT,technology,VALUE_MAP",
                "industry,ＩＴ,technology,TEXT_FORM VALUE_MAP",
                "industry,a,c,VALUE_MAP",
                "industry,x,x,",
                "industry,Technolgy,Technolgy,"
            })
    void mendsATextAndNamesTheRules(String field, String text, String expected, String rules) {
        Cleaned cleaned =
                shipped().cleaner(ImportType.CUSTOMERS, Field.of(field)).text(text);

        assertThat(cleaned.value()).isEqualTo(expected);
        assertThat(cleaned.findings().stream().map(Finding::rule).toList())
                .isEqualTo(rules == null ? List.of() : Arrays.asList(rules.split(" ")));
        if (rules != null) {
            assertThat(cleaned.findings().getFirst().original()).isEqualTo(text);
            assertThat(cleaned.findings().getLast().repaired()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CODE,中国,CN",
        "CODE,China,CN",
        "NAME_ZH,China,中国",
        "NAME_ZH,GB,英国",
        "NAME_EN,英国,United Kingdom",
        "AS_WRITTEN,英国,英国"
    })
    void countriesTakeTheFormThatIsAsked(String form, String text, String expected) throws Exception {
        RuleBook book = book(parameters("{\"form\": \"%s\"}".formatted(form)), "COUNTRY_FORM");

        assertThat(text(book, Field.COUNTRY, text)).isEqualTo(expected);
    }

    @Test
    void provincesMayBeWrittenInFull() throws Exception {
        RuleBook book = book(parameters("{\"form\": \"FULL\"}"), "PROVINCE_FORM");

        assertThat(text(book, Field.PROVINCE, "广西")).isEqualTo("广西壮族自治区");
        assertThat(text(book, Field.PROVINCE, "重庆")).isEqualTo("重庆市");
    }

    @ParameterizedTest
    @CsvSource({
        "orders,orderedAt,2026-11-23T15:59:59.999Z,",
        "orders,orderedAt,2026-11-23T16:00:00Z,FUTURE_DATE",
        "orders,orderedAt,2026-11-23T16:00:00.001Z,FUTURE_DATE",
        "customers,registeredOn,2026-11-23,",
        "customers,registeredOn,2026-11-24,FUTURE_DATE",
        "orders,unitPrice,9999999.99,",
        "orders,unitPrice,10000000,",
        "orders,unitPrice,10000000.01,UNIT_PRICE_RANGE",
        "orders,quantity,-1000000,",
        "orders,quantity,-1000001,QUANTITY_RANGE",
        "orders,quantity,0.5,",
        "customers,creditRating,1000.5,CREDIT_RATING_RANGE",
        "customers,assets,-0.01,ASSETS_RANGE",
        "customers,assets,0,"
    })
    void marksValues(String entity, String field, String value, String rule) {
        Cleaned cleaned =
                shipped().cleaner(ImportType.of(entity), Field.of(field)).value(value);

        assertThat(cleaned.value()).isEqualTo(value);
        assertThat(cleaned.findings())
                .isEqualTo(
                        rule == null
                                ? List.of()
                                : List.of(new Finding(Field.of(field), rule, RuleAction.FLAG, value, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "-100,-10,-50,true",
        "-100,-10,-3,false",
        "-100,-10,-101,false",
        "-100,-10,5,false",
        "5,7,6.5,true",
        "5,7,4,false",
        "5,7,0007,true",
        "0,0,0.0,true",
        "0,0,0.1,false",
        ",-10,-3,false",
        "-5,,-7,false",
        "0.5,,0.4,false"
    })
    void aRangeKeepsWhatLiesWithinIt(BigDecimal min, BigDecimal max, String value, boolean inside) {
        assertThat(new NumberRange(min, max).mend(value)).isEqualTo(inside ? value : null);
    }

    @Test
    void missingValuesHaveThePolicyOfTheirField() throws Exception {
        FieldCleaner refused = book(parameters("{\"fields\": [\"customers.city\"]}"), "MISSING_REJECT")
                .cleaner(ImportType.CUSTOMERS, Field.CITY);
        FieldCleaner marked = book(parameters("{\"fields\": [\"customers.city\"]}"), "MISSING_FLAG")
                .cleaner(ImportType.CUSTOMERS, Field.CITY);
        FieldCleaner filled = book(parameters("{\"defaults\": {\"customers.city\": \"深圳市\"}}"), "MISSING_DEFAULT")
                .cleaner(ImportType.CUSTOMERS, Field.CITY);

        assertThat(refused.text("").rejection())
                .isEqualTo(new Finding(Field.CITY, "MISSING_REJECT", RuleAction.REJECT, null, null));
        assertThat(refused.text("\u200b").rejection()).isNotNull();
        assertThat(marked.text(null).findings()).extracting(Finding::rule).containsExactly("MISSING_FLAG");
        assertThat(filled.text("").value()).isEqualTo("深圳");
        assertThat(shipped().cleaner(ImportType.CUSTOMERS, Field.CITY).text("").findings())
                .isEmpty();
    }

    @Test
    void aRuleRefusesOrOnlyMarksWhenToldSo() {
        Cleaned refused = book(new RuleChange(null, RuleAction.REJECT, null, null), "CITY_FORM")
                .cleaner(ImportType.CUSTOMERS, Field.CITY)
                .text("深圳市");
        Cleaned marked = book(new RuleChange(null, RuleAction.FLAG, null, null), "CITY_FORM")
                .cleaner(ImportType.CUSTOMERS, Field.CITY)
                .text("深圳市");
        Cleaned off = book(new RuleChange(null, null, false, null), "CITY_FORM")
                .cleaner(ImportType.CUSTOMERS, Field.CITY)
                .text("深圳市");

        assertThat(refused.rejection()).extracting(Finding::original).isEqualTo("深圳市");
        assertThat(marked.value()).isEqualTo("深圳市");
        assertThat(marked.findings()).extracting(Finding::action).containsExactly(RuleAction.FLAG);
        assertThat(off).isEqualTo(Cleaned.unchanged("深圳市"));
    }

    /// Over texts made of what the rules look for, in every field.
    @Test
    void cleaningTwiceIsCleaningOnce() {
        List<String> parts = List.of(
                "Ａ",
                "　",
                " ",
                "\u200b",
                "\u0301",
                "e",
                "市",
                "津",
                "广东",
                "省",
                "自治区",
                "technolgy",
                "IT",
                "CN",
                "ﾊ",
                "ﾞ",
                "①",
                "ﬁ",
                "\u0007",
                "沪",
                "a",
                "x",
                "中国",
                "\ud83d\ude00",
                "\u1100",
                "\u1161");
        RuleBook book = shipped();
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<String> drawn = new ArrayList<>();
            IntStream.range(0, 1 + random.nextInt(5)).forEach(i -> drawn.add(parts.get(random.nextInt(parts.size()))));
            String text = String.join("", drawn);
            for (Field field :
                    List.of(Field.CUSTOMER_NAME, Field.PROVINCE, Field.CITY, Field.COUNTRY, Field.INDUSTRY)) {
                String once = text(book, field, text);
                assertThat(once == null ? null : text(book, field, once))
                        .as("seed %d, %s", seed, field)
                        .isEqualTo(once);
            }
        }
    }

    @Test
    void everyRuleIsNamedInBothLanguages() {
        assertThat(CleaningRules.shipped(JSON)).isNotEmpty().allSatisfy(rule -> {
            assertThat(RuleTexts.name(rule.code()).get("en")).isNotBlank();
            assertThat(RuleTexts.description(rule.code()).get("zh-CN")).containsPattern("\\p{IsHan}");
            assertThat(rule.allowedActions()).contains(rule.action());
        });
    }
}
