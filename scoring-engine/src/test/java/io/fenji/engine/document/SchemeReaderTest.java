package io.fenji.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fenji.engine.Schemes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each case replaces one part of a sound document and expects exactly one finding.
class SchemeReaderTest {

    private static final String SOUND = """
            {'key':'test','name':{'en':'Test'},
             'population':{'metric':'orders.lifetime','atLeast':1},
             'dimensions':[{'key':'value','weight':1,'criteria':[
               {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':1000},'missing':'neutral'}]}],
             'cut':{'type':'score'},
             'tiers':[{'key':'gold','name':{'en':'Gold'},'enter':80},{'key':'bronze','name':{'en':'Bronze'}}],
             'rules':[{'key':'r','when':{'attribute':'kind','is':'PERSON'},'cap':'bronze'}],
             'examples':[{'metrics':{'orders.lifetime':0},'tier':null}]}""";

    @Test
    void readsASoundDocument() {
        assertThat(SchemeReader.read(Schemes.json(SOUND))).isInstanceOf(SchemeReading.Readable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'key':'test'        | 'key':'Test Scheme'       | /key                                  | BAD_KEY
            'key':'test'        | 'key':7                   | /key                                  | WRONG_TYPE
            'key':'test',       | ~~                        | ~~                                    | MISSING_PROPERTY
            'key':'test'        | 'key':'test','colour':'x' | /colour                               | UNKNOWN_PROPERTY
            'key':'test'        | 'key':'test','a/b~c':1    | /a~1b~0c                              | UNKNOWN_PROPERTY
            'key':'test'        | 'key':'test','movement':[]| /movement                             | WRONG_TYPE
            'key':'test'        | 'key':'test','movement':{'sideways':'review'} | /movement/sideways | UNKNOWN_PROPERTY
            'key':'test'        | 'key':'test','movement':{'upgrade':'soon'} | /movement/upgrade     | BAD_VALUE
            'key':'test'        | 'key':'test','movement':{'downgrade':{'at':1}} | /movement/downgrade/at | BAD_VALUE
            'key':'test'        | 'key':'test','movement':{'downgrade':{'graceDays':-1}} | /movement/downgrade/graceDays | OUT_OF_RANGE
            'key':'test'        | 'key':'test','movement':{'downgrade':{'maxSteps':0}} | /movement/downgrade/maxSteps | OUT_OF_RANGE
            'key':'test'        | 'key':'test','movement':{'downgrade':{'renewal':{}}} | /movement/downgrade/renewal | BAD_CONDITION
            'key':'test'        | 'key':'test','movement':{'upgrade':{'graceDays':1}} | /movement/upgrade/graceDays | UNKNOWN_PROPERTY
            'key':'test'        | 'key':'test','review':{}  | /review                               | MISSING_PROPERTY
            'key':'test'        | 'key':'test','review':'monthly' | /review                         | WRONG_TYPE
            'key':'test'        | 'key':'test','review':{'every':'week'} | /review/every            | BAD_VALUE
            'key':'test'        | 'key':'test','review':{'every':'month','day':32} | /review/day    | OUT_OF_RANGE
            'key':'test'        | 'key':'test','review':{'every':'month','month':2} | /review/month | BAD_VALUE
            'key':'test'        | 'key':'test','review':{'every':'anniversary','day':2} | /review/day | UNKNOWN_PROPERTY
            'key':'test'        | 'key':'test','calibrate':{'every':'anniversary'} | /calibrate/every | BAD_VALUE
            {'en':'Test'}       | 'Test'                    | /name                                 | WRONG_TYPE
            {'en':'Test'}       | {}                        | /name                                 | WRONG_TYPE
            {'en':'Test'}       | {'english':'Test'}        | /name/english                         | BAD_LANGUAGE
            {'en':'Test'}       | {'en':'  '}               | /name/en                              | BAD_TEXT
            {'en':'Test'}       | {'en':'a\\u0000b'}        | /name/en                              | BAD_TEXT
            {'en':'Test'}       | {'en':'a\\ud800b'}        | /name/en                              | BAD_TEXT
            'atLeast':1         | 'atLeast':'1'             | /population/atLeast                   | WRONG_TYPE
            'atLeast':1         | 'atLeast':0.00001         | /population/atLeast                   | TOO_MANY_DECIMALS
            'atLeast':1         | 'atLeast':1e999999999     | /population/atLeast                   | OUT_OF_RANGE
            'atLeast':1         | 'atLeast':1e-999999999    | /population/atLeast                   | TOO_MANY_DECIMALS
            'atLeast':1         | 'atLeast':1,'under':3     | /population                           | BAD_CONDITION
            'atLeast':1         | 'atLeast':1,'than':1      | /population/than                      | UNKNOWN_PROPERTY
            'atLeast':1         | 'between':[1]             | /population/between                   | BAD_LENGTH
            {'type':'linear','from':0,'to':1000} | {'type':'log','to':5}     | /dimensions/0/criteria/0/scale       | MISSING_PROPERTY
            {'type':'linear','from':0,'to':1000} | {'type':'category','points':{'a':1}} | /dimensions/0/criteria/0/scale | SCALE_DOES_NOT_FIT
            'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':1000} | 'attribute':'x','weight':1,'scale':{'type':'magic'} | /dimensions/0/criteria/0/scale/type | UNKNOWN_SCALE
            'metric':'spend.365d' | 'attribute':'industry'  | /dimensions/0/criteria/0/scale        | SCALE_DOES_NOT_FIT
            'metric':'spend.365d' | 'metric':'spend.365d','attribute':'industry' | /dimensions/0/criteria/0 | BAD_CRITERION
            {'type':'linear','from':0,'to':1000} | {'type':'magic'}          | /dimensions/0/criteria/0/scale/type | UNKNOWN_SCALE
            {'type':'linear','from':0,'to':1000} | {'type':'linear','from':0}| /dimensions/0/criteria/0/scale      | MISSING_PROPERTY
            {'type':'linear','from':0,'to':1000} | {'type':'quantile','bins':1} | /dimensions/0/criteria/0/scale/bins | OUT_OF_RANGE
            {'type':'linear','from':0,'to':1000} | {'type':'quantile','bins':2.5} | /dimensions/0/criteria/0/scale/bins | OUT_OF_RANGE
            {'type':'linear','from':0,'to':1000} | {'type':'percentile','better':'up'} | /dimensions/0/criteria/0/scale/better | BAD_VALUE
            {'type':'linear','from':0,'to':1000} | {'type':'percentile','bins':5} | /dimensions/0/criteria/0/scale/bins | UNKNOWN_PROPERTY
            {'type':'linear','from':0,'to':1000} | {'type':'steps','steps':[]}    | /dimensions/0/criteria/0/scale/steps | BAD_LENGTH
            'neutral'           | 'whatever'                | /dimensions/0/criteria/0/missing      | BAD_MISSING
            {'type':'score'}    | {'type':'topShare'}       | /cut                                  | MISSING_PROPERTY
            {'type':'score'}    | {'type':'topShare','shares':[0.2],'of':'x'} | /cut/of             | UNKNOWN_PROPERTY
            {'type':'score'}    | {'type':'clusters'}       | /cut                                  | MISSING_PROPERTY
            {'type':'score'}    | {'type':'clusters','features':[]} | /cut/features                 | BAD_LENGTH
            {'type':'score'}    | {'type':'clusters','features':['assets']} | /cut/features/0       | WRONG_TYPE
            {'type':'score'}    | {'type':'clusters','features':[{}]} | /cut/features/0             | MISSING_PROPERTY
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets','weight':1}]} | /cut/features/0/weight | UNKNOWN_PROPERTY
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'a b'}]} | /cut/features/0/metric | BAD_KEY
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets','transform':'sqrt'}]} | /cut/features/0/transform | BAD_VALUE
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets','better':'up'}]} | /cut/features/0/better | BAD_VALUE
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets'}],'seed':-1} | /cut/seed | OUT_OF_RANGE
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets'}],'orderBy':1} | /cut/orderBy | WRONG_TYPE
            {'type':'score'}    | {'type':'clusters','features':[{'metric':'assets'}],'bins':1} | /cut/bins | UNKNOWN_PROPERTY
            {'type':'score'}    | {'type':'coin'}           | /cut/type                             | UNKNOWN_CUT
            {'type':'score'}    | 'score'                   | /cut                                  | WRONG_TYPE
            {'type':'score'}    | {'type':'score','metric':'x'} | /cut/metric                       | UNKNOWN_PROPERTY
            'enter':80          | 'enter':'80'              | /tiers/0/enter                        | WRONG_TYPE
            'cap':'bronze'      | 'cap':'bronze','floor':'gold' | /rules/0                          | BAD_RULE
            'cap':'bronze'      | 'exclude':false           | /rules/0/exclude                      | BAD_VALUE
            'cap':'bronze'      | 'cap':'bronze','viaMovement':'yes' | /rules/0/viaMovement         | WRONG_TYPE
            'is':'PERSON'       | 'is':['PERSON']           | /rules/0/when/is                      | WRONG_TYPE
            'attribute':'kind'  | 'attribute':'1st'         | /rules/0/when/attribute               | BAD_KEY
            'attribute':'kind'  | 'attribute':'客户类型'    | /rules/0/when/attribute               | BAD_KEY
            'metric':'spend.365d' | 'metric':'spend 365d'   | /dimensions/0/criteria/0/metric       | BAD_KEY
            {'metrics':         | {'attributes':{'a b':'c'},'metrics': | /examples/0/attributes/a b | BAD_KEY
            'key':'r'           | 'key':'-r'                | /rules/0/key                          | BAD_KEY
            'key':'bronze'      | 'key':'bron.ze'           | /tiers/1/key                          | BAD_KEY
            'is':'PERSON'       | 'in':[]                   | /rules/0/when/in                      | BAD_LENGTH
            ,'tier':null        | ~~                        | /examples/0                           | MISSING_PROPERTY
            """)
    void saysWhatCannotBeReadAndWhere(String part, String replacement, String pointer, String code) {
        assertThat(SOUND).contains(part);

        List<Finding> findings = findings(SOUND.replace(part, replacement));

        assertThat(findings).extracting(Finding::pointer, Finding::code).containsExactly(tuple(pointer, code));
    }

    @Test
    void findsAllFaultsAtOnce() {
        String faulty = SOUND.replace("'type':'score'", "'type':'coin'").replace("'enter':80", "'entre':80");

        assertThat(findings(faulty)).extracting(Finding::pointer).containsExactly("/cut/type", "/tiers/0/entre");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{'key':'a','key':'b'}", "{} {}", "nonsense"})
    void refusesWhatIsNoJson(String text) {
        assertThat(findings(text)).extracting(Finding::code).containsExactly("MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7"})
    void refusesWhatIsNoObject(String text) {
        assertThat(findings(text)).extracting(Finding::code).containsExactly("WRONG_TYPE");
    }

    @Test
    void refusesConditionsNestedTooDeep() {
        String deep = "{'not':".repeat(11) + "{'metric':'orders.lifetime','atLeast':1}" + "}".repeat(11);
        String scheme = SOUND.replace("{'metric':'orders.lifetime','atLeast':1}", deep);

        assertThat(findings(scheme)).extracting(Finding::code).containsExactly("TOO_DEEP");
    }

    @Test
    void tellsAtMostAThousandFaultsAndThatThereAreMore() {
        String rules = "'rules':[" + "{},".repeat(499);

        assertThat(findings(SOUND.replace("'rules':[", rules)))
                .hasSize(1_000)
                .last()
                .isEqualTo(Finding.error("", "MORE_FINDINGS"));
    }

    @Test
    void cutsEndlessNamesInPointers() {
        String name = "x".repeat(50_000);

        assertThat(findings(SOUND.replace("'key':'test'", "'key':'test','" + name + "':1")))
                .extracting(Finding::pointer)
                .containsExactly("/" + "x".repeat(100));
    }

    @Test
    void replacesInPointersWhatNoTextMayHave() {
        assertThat(findings(SOUND.replace("'key':'test'", "'key':'test','a\\u0000\\ud800b':1")))
                .extracting(Finding::pointer)
                .containsExactly("/a\ufffd\ufffdb");
    }

    @ParameterizedTest
    @CsvSource({"63,true", "64,false"})
    void takesKeysOfSixtyThreeCharacters(int length, boolean fits) {
        String key = "k".repeat(length);
        String scheme = SOUND.replace("'test'", "'" + key + "'")
                .replace("'bronze'", "'" + key + "'")
                .replace("'r'", "'" + key + "'")
                .replace("'kind'", "'" + key + "'");

        assertThat(findings(scheme)).hasSize(fits ? 0 : 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'key':'top_value.365d'", "'key':'Top-Value'", "'key':'7'"})
    void takesKeysOfPartsWithDotsUnderscoresAndHyphens(String key) {
        assertThat(findings(SOUND.replace("'key':'value'", key))).isEmpty();
    }

    @Test
    void refusesMoreThanAThousandComparisonsInOneCondition() {
        String comparison = "{'metric':'orders.lifetime','atLeast':1}";
        String group = "{'any':[" + comparison + ("," + comparison).repeat(199) + "]}";
        String five = "{'all':[" + group + ("," + group).repeat(4) + "]}";
        String six = "{'all':[" + group + ("," + group).repeat(5) + "]}";

        assertThat(findings(SOUND.replace(comparison, five))).isEmpty();
        assertThat(findings(SOUND.replace(comparison, six)))
                .extracting(Finding::pointer, Finding::code)
                .containsExactly(tuple("/population", "TOO_MANY_CONDITIONS"));
    }

    private static List<Finding> findings(String document) {
        return switch (SchemeReader.read(Schemes.json(document))) {
            case SchemeReading.Readable _ -> List.of();
            case SchemeReading.Unreadable unreadable -> unreadable.findings();
        };
    }
}
