package io.fenji.customer.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "深圳市星河科技有限公司, 深圳市星河科技",
        "'ＡＣＭＥ Ｔｒａｄｉｎｇ （Ｓｈａｎｇｈａｉ） Ｃｏ．， Ｌｔｄ．', acme trading shanghai",
        "ACME Trading Inc, acme trading",
        "'  王　芳 ', 王 芳",
        "有限公司, 有限公司"
    })
    void widthCasePunctuationAndLegalFormMakeNoDifference(String name, String normal) {
        assertThat(Names.normal(name)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"王芳, wangfang", "曾国藩, zengguofan", "单雄信, shanxiongxin", "Wang Fang, wangfang", "B站, bzhan"})
    void pinyinIsThatOfEachCharacterAndOfSurnamesTheirOwn(String name, String pinyin) {
        assertThat(Names.pinyin(Names.normal(name))).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({"广东省, 广东", "深圳市, Shenzhen", "'Shenzhen City', 深圳", "新疆维吾尔自治区, 新疆"})
    void placesAreTheSameWithAndWithoutTheirKindAndInPinyin(String one, String other) {
        assertThat(Names.place(one)).isEqualTo(Names.place(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "王芳, 王芳, 1",
        "王芳, 王方, 0.95",
        "王芳, Fang Wang, 0.95",
        "王芳, 王伟, 0",
        "Jon Smith, John Smith, 0",
        "Jonathan Smith, Jonathn Smith, 0.88",
        "Mary Smith, John Smith, 0"
    })
    void aSlipIsForgivenAndARelativeIsNot(String one, String other, double similarity) {
        assertThat(NameSimilarity.of(person(one), person(other))).isCloseTo(similarity, within());
    }

    @Test
    void theNumberOfABranchTellsOrganisationsApart() {
        assertThat(NameSimilarity.of(organization("Sunrise Hotel 12"), organization("Sunrise Hotel 13")))
                .isZero();
        assertThat(NameSimilarity.of(organization("Sunrise Hotel 12 Ltd"), organization("Sunrse Hotel 12")))
                .isGreaterThan(0.9);
    }

    @Test
    void swappedNeighboursAreOneSlip() {
        assertThat(NameSimilarity.distance("13800138000", "13801038000")).isEqualTo(1);
        assertThat(NameSimilarity.distance("", "ab")).isEqualTo(2);
    }

    private static Offset<Double> within() {
        return Offset.offset(0.01);
    }

    private static MatchKeys person(String name) {
        return MatchKeys.of(false, name, null, null, null);
    }

    private static MatchKeys organization(String name) {
        return MatchKeys.of(true, name, null, null, null);
    }
}
