package io.fenji.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.preset.SegmentPresets;
import io.fenji.engine.segment.SegmentSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSetVerifierTest {
    private static final String SEGMENT = "{'key':'a','name':{'en':'A'},'when':{'metric':'orders.365d','atLeast':1}}";

    private static List<Finding> verify(String document) throws Exception {
        return new SegmentSetVerifier(new Catalogue(Schemes.catalogue(), Map.of()))
                .verify(JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build()
                        .readTree(Schemes.json(document)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'group':'RFM'                                                                | /segments              | MISSING_PROPERTY
            'group':'REGION','segments':[%s]                                             | /group                 | BAD_VALUE
            'segments':[]                                                                | /segments              | BAD_LENGTH
            'segments':[%s],'cut':{}                                                     | /cut                   | UNKNOWN_PROPERTY
            'segments':[%s,%s]                                                           | /segments/1/key        | DUPLICATE_KEY
            'segments':[{'key':'A b','name':{'en':'A'},'when':{'attribute':'city','is':'x'}}]               | /segments/0/key        | BAD_KEY
            'segments':[{'key':'a','name':{'en':'A'},'when':{'metric':'x','over':1}}]    | /segments/0/when/metric | UNKNOWN_METRIC
            'segments':[%s],'population':{'metric':'spend.365d','between':[2,1]}         | /population/between    | EMPTY_RANGE
            'segments':[%s],'scores':[{'key':'s','metric':'nothing','bins':5}]           | /scores/0/metric       | UNKNOWN_METRIC
            'segments':[%s],'scores':[{'key':'assets','metric':'assets','bins':5}]       | /scores/0/key          | KEY_OF_A_METRIC
            'segments':[%s],'scores':[{'key':'s','metric':'assets','bins':1}]            | /scores/0/bins         | OUT_OF_RANGE
            'segments':[%s],'scores':[{'key':'s','metric':'assets','bins':5,'better':'more'}] | /scores/0/better  | BAD_VALUE
            'segments':[%s],'scores':[{'key':'m','mean':['s']},{'key':'s','metric':'assets','bins':5}] | /scores/0/mean/0 | UNKNOWN_SCORE
            'segments':[%s],'scores':[{'key':'m','mean':['m']}]                          | /scores/0/mean/0       | UNKNOWN_SCORE
            'segments':[%s],'calibrate':{'every':'week'}                                 | /calibrate/every       | BAD_VALUE
            """)
    void namesEachFaultWithItsPlace(String rest, String pointer, String code) throws Exception {
        List<Finding> findings = verify("{'key':'t','name':{'en':'T'}," + rest.replace("%s", SEGMENT) + "}");

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().code()).isEqualTo(code);
        assertThat(
                        code.equals("MISSING_PROPERTY")
                                ? "/segments"
                                : findings.getFirst().pointer())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({"rfm", "value-bands", "behaviour", "preference"})
    void presetsPassAndAreNamedInBothLanguages(String key) {
        Set<String> catalogue = new TreeSet<>(Schemes.catalogue());
        catalogue.addAll(List.of("interactions.90d", "interactions.365d"));
        assertThat(new SegmentSetVerifier(new Catalogue(catalogue, Map.of())).verify(SegmentPresets.get(key)))
                .isEmpty();

        SegmentSet set = SegmentSetReader.read(SegmentPresets.get(key)).required();
        assertThat(set.key()).isEqualTo(key);
        assertThat(set.name()).containsOnlyKeys("zh-CN", "en");
        assertThat(set.segments()).allSatisfy(segment -> {
            assertThat(segment.name()).containsOnlyKeys("zh-CN", "en");
            assertThat(segment.description()).containsOnlyKeys("zh-CN", "en");
        });
    }

    @Test
    void aSetByAttributeHasASegmentAValue() {
        SegmentSet set = SegmentSetReader.read(SegmentPresets.byAttribute("province", List.of("广东", "浙江")))
                .required();

        assertThat(new SegmentSetVerifier(new Catalogue(Set.of(), Map.of())).verify(set))
                .isEmpty();
        assertThat(set.segments())
                .extracting(segment -> segment.name().get("zh-CN"))
                .containsExactly("广东", "浙江");
    }
}
