package io.fenji.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each case replaces one part of a sound scheme and expects exactly one finding.
class SchemeVerifierTest {

    private static final String BY_SCORE = """
            {'key':'test','name':{'en':'Test'},
             'population':{'metric':'orders.lifetime','atLeast':1},
             'dimensions':[
               {'key':'value','weight':0.6,'criteria':[
                 {'metric':'spend.365d','weight':2,'scale':{'type':'linear','from':0,'to':1000}},
                 {'metric':'assets','weight':1,'scale':{'type':'steps','steps':[[1,50],[5,100]]},'missing':{'points':10}}]},
               {'key':'behaviour','weight':0.4,'criteria':[
                 {'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90}}]}],
             'cut':{'type':'score'},
             'tiers':[{'key':'gold','name':{'en':'Gold'},'enter':80,'leave':70},
                      {'key':'silver','name':{'en':'Silver'},'enter':50,'leave':40},
                      {'key':'bronze','name':{'en':'Bronze'}}],
             'rules':[{'key':'big','when':{'metric':'spend.365d','over':9000},'floor':'gold'},
                      {'key':'late','when':{'all':[{'metric':'recencyDays','over':365},{'metric':'recencyDays','under':999}]},'cap':'silver'}],
             'examples':[{'metrics':{'orders.lifetime':1,'spend.365d':9001,'recencyDays':1},'tier':'gold'}]}""";

    private static final String BY_SHARE = """
            {'key':'abc','name':{'en':'ABC'},
             'cut':{'type':'valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""";

    private static final String BY_RULES = """
            {'key':'vip','name':{'en':'VIP'},
             'cut':{'type':'rules','otherwise':'normal'},
             'tiers':[{'key':'vip','name':{'en':'VIP'}},{'key':'normal','name':{'en':'Normal'}}],
             'rules':[{'key':'a','when':{'metric':'assets','over':5},'assign':'vip'}]}""";

    @Test
    void findsNothingInSoundSchemes() {
        assertThat(findings(BY_SCORE)).isEmpty();
        assertThat(findings(BY_SHARE)).isEmpty();
        assertThat(findings(BY_RULES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'weight':0.6     | 'weight':-0.6     | /dimensions/0/weight                   | NEGATIVE_WEIGHT
            'weight':2,      | 'weight':-2,      | /dimensions/0/criteria/0/weight        | NEGATIVE_WEIGHT
            'key':'behaviour'| 'key':'value'     | /dimensions/1/key                      | DUPLICATE_KEY
            'key':'bronze'   | 'key':'silver'    | /tiers/2/key                           | DUPLICATE_KEY
            'key':'late'     | 'key':'big'       | /rules/1/key                           | DUPLICATE_KEY
            'key':'test'     | 'key':'test','movement':{'upgrade':'review'}   | /movement/upgrade   | NO_REVIEW
            'key':'test'     | 'key':'test','movement':{'downgrade':'review'} | /movement/downgrade | NO_REVIEW
            'key':'test'     | 'key':'test','movement':{'downgrade':{'renewal':{'metric':'spnd','over':1}}} | /movement/downgrade/renewal/metric | UNKNOWN_METRIC
            'cap':'silver'   | 'exclude':true,'viaMovement':true              | /rules/1/viaMovement | EXCLUDED_AT_ONCE
            'metric':'assets'| 'metric':'asset'  | /dimensions/0/criteria/1/metric        | UNKNOWN_METRIC
            'orders.lifetime','atLeast' | 'orders.ever','atLeast' | /population/metric    | UNKNOWN_METRIC
            'spend.365d','over'| 'spend.1d','over' | /rules/0/when/metric                 | UNKNOWN_METRIC
            {'orders.lifetime':1, | {'x/y':1,     | /examples/0/metrics/x~1y               | UNKNOWN_METRIC
            'from':0         | 'from':1000       | /dimensions/0/criteria/0/scale         | EMPTY_RANGE
            [5,100]          | [1,100]           | /dimensions/0/criteria/1/scale/steps/1/0 | STEPS_NOT_ASCENDING
            [5,100]          | [5,100.0001]      | /dimensions/0/criteria/1/scale/steps/1/1 | POINTS_OUT_OF_RANGE
            {'points':10}    | {'points':-1}     | /dimensions/0/criteria/1/missing/points | POINTS_OUT_OF_RANGE
            'halfLifeDays':90| 'halfLifeDays':0  | /dimensions/1/criteria/0/scale/halfLifeDays | BAD_HALF_LIFE
            'type':'linear','from':0 | 'type':'log','from':0 | /dimensions/0/criteria/0/scale/from | NO_LOGARITHM
            'type':'linear','from':0 | 'type':'log','from':1000 | /dimensions/0/criteria/0/scale   | EMPTY_RANGE
            'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90} | 'attribute':'industry','weight':1,'scale':{'type':'category','points':{}} | /dimensions/1/criteria/0/scale/points | NO_CATEGORIES
            'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90} | 'attribute':'industry','weight':1,'scale':{'type':'category','points':{'a/b':101}} | /dimensions/1/criteria/0/scale/points/a~1b | POINTS_OUT_OF_RANGE
            'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90} | 'attribute':'industry','weight':1,'scale':{'type':'category','points':{'a':1},'otherwise':-1} | /dimensions/1/criteria/0/scale/otherwise | POINTS_OUT_OF_RANGE
            'enter':50,'leave':40 | 'leave':40   | /tiers/1                               | MISSING_ENTER
            'enter':50       | 'enter':80        | /tiers/1/enter                         | ENTER_NOT_DESCENDING
            'leave':40       | 'leave':51        | /tiers/1/leave                         | LEAVE_ABOVE_ENTER
            'enter':80,'leave':70 | 'enter':80,'leave':30 | /tiers/1/leave                | LEAVE_NOT_DESCENDING
            'enter':80       | 'enter':100.5     | /tiers/0/enter                         | UNREACHABLE_TIER
            'enter':50,'leave':40 | 'enter':0,'leave':0 | /tiers/1/enter                  | UNREACHABLE_TIER
            {'en':'Bronze'}  | {'en':'Bronze'},'enter':5 | /tiers/2                       | LOWEST_TIER_HAS_ENTER
            'floor':'gold'   | 'floor':'platinum'| /rules/0/floor                         | UNKNOWN_TIER
            'cap':'silver'   | 'cap':'iron'      | /rules/1/cap                           | UNKNOWN_TIER
            'under':999      | 'under':365       | /rules/1/when                          | IMPOSSIBLE_CONDITION
            'over':9000      | 'between':[9,8]   | /rules/0/when/between                  | EMPTY_RANGE
            'tier':'gold'    | 'tier':'silver'   | /examples/0                            | EXAMPLE_FAILED
            'tier':'gold'    | 'tier':null       | /examples/0                            | EXAMPLE_FAILED
            'tier':'gold'    | 'tier':'brass'    | /examples/0/tier                       | UNKNOWN_TIER
            """)
    void findsWhatIsWrongWithAScoreScheme(String part, String replacement, String pointer, String code) {
        assertThat(BY_SCORE).contains(part);

        assertThat(errors(BY_SCORE.replace(part, replacement))).containsExactly(tuple(pointer, code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [0.8,0.95]            | [0.8]             | /cut/shares    | SHARES_DO_NOT_FIT_TIERS
            [0.8,0.95]            | [0.8,0.9,0.95]    | /cut/shares    | SHARES_DO_NOT_FIT_TIERS
            [0.8,0.95]            | [0.8,0.8]         | /cut/shares/1  | SHARES_NOT_ASCENDING
            [0.8,0.95]            | [0.8,1]           | /cut/shares/1  | SHARE_OUT_OF_RANGE
            [0.8,0.95]            | [0,0.95]          | /cut/shares/0  | SHARE_OUT_OF_RANGE
            'grossSpend.lifetime' | 'revenue'         | /cut/metric    | UNKNOWN_METRIC
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | topShare','metric':'revenue','shares':[0.1,0.3] | /cut/metric | UNKNOWN_METRIC
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | topShare','metric':'grossSpend.lifetime','shares':[0.1] | /cut/shares | SHARES_DO_NOT_FIT_TIERS
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | clusters','features':[{'metric':'assets'},{'metric':'revenue'}] | /cut/features/1/metric | UNKNOWN_METRIC
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | clusters','features':[{'metric':'assets'},{'metric':'assets','transform':'log'}] | /cut/features/1/metric | REPEATED_FEATURE
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | clusters','features':[{'metric':'assets'}],'orderBy':'revenue' | /cut/orderBy | UNKNOWN_METRIC
            valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95] | topShare','shares':[0.1,0.3] | /dimensions | NO_DIMENSIONS
            {'en':'A'}            | {'en':'A'},'enter':5 | /tiers/0/enter | THRESHOLD_NOT_USED
            {'en':'A'}            | {'en':'A'},'leave':5 | /tiers/0/leave | THRESHOLD_NOT_USED
            """)
    void findsWhatIsWrongWithAShareScheme(String part, String replacement, String pointer, String code) {
        assertThat(BY_SHARE).contains(part);

        assertThat(errors(BY_SHARE.replace(part, replacement))).containsExactly(tuple(pointer, code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'otherwise':'normal' | 'otherwise':'nothing' | /cut/otherwise | UNKNOWN_TIER      | /tiers/1 | UNREACHABLE_TIER
            'assign':'vip'       | 'assign':'vop'        | /tiers/0       | UNREACHABLE_TIER  | /rules/0/assign | UNKNOWN_TIER
            'assign':'vip'       | 'exclude':true        | /rules         | NO_RULES          | ~~       | ~~
            ,'otherwise':'normal'| ~~                    | /tiers/1       | UNREACHABLE_TIER  | ~~       | ~~
            'rules':[            | 'rules':[{'key':'b','when':{'metric':'assets','over':5},'assign':'normal'}, | /rules/1 | CONTRADICTING_RULES | ~~ | ~~
            """)
    void findsWhatIsWrongWithARuleScheme(
            String part, String replacement, String pointer, String code, String pointer2, String code2) {
        assertThat(BY_RULES).contains(part);

        assertThat(errors(BY_RULES.replace(part, replacement)))
                .containsExactlyElementsOf(
                        code2.isEmpty()
                                ? List.of(tuple(pointer, code))
                                : List.of(tuple(pointer, code), tuple(pointer2, code2)));
    }

    @Test
    void knowsTheMostPointsOfCategories() {
        String scheme = BY_SCORE.replace(
                        "'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90}",
                        "'attribute':'industry','weight':1,'scale':{'type':'category','points':{'finance':%s}}")
                .replace("'floor':'gold'", "'cap':'silver'")
                .replace("'tier':'gold'", "'tier':'bronze'");

        assertThat(errors(scheme.formatted("50"))).isEmpty();
        assertThat(errors(scheme.formatted("49"))).containsExactly(tuple("/tiers/0/enter", "UNREACHABLE_TIER"));
    }

    @Test
    void findsNothingInASoundTopShare() {
        assertThat(errors(BY_SCORE.replace("{'type':'score'}", "{'type':'topShare','shares':[0.2,0.5]}")
                        .replaceAll("'enter':\\d+,'leave':\\d+", "'unused':0")
                        .replace(",'unused':0", "")))
                .isEmpty();
    }

    @Test
    void checksClustersAsOtherCutsThatAScoreDoesNotDecide() {
        String clusters = BY_SHARE.replace(
                "valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]",
                "clusters','features':[{'metric':'spend.365d','transform':'log'}],'orderBy':'assets'");

        assertThat(findings(clusters)).isEmpty();
        assertThat(errors(clusters.replace("{'en':'A'}", "{'en':'A'},'enter':5,'leave':4")))
                .containsExactly(
                        tuple("/tiers/0/enter", "THRESHOLD_NOT_USED"), tuple("/tiers/0/leave", "THRESHOLD_NOT_USED"));
        assertThat(findings(clusters.replace("'cut'", """
                        'dimensions':[{'key':'d','weight':1,'criteria':[
                          {'metric':'assets','weight':1,'scale':{'type':'percentile'}}]}],
                        'cut'""")))
                .extracting(Finding::code)
                .containsExactly("SCORE_NOT_USED");
        assertThat(findings(clusters.replace("]}", "],'examples':[{'metrics':{'assets':1},'tier':'A'}]}")))
                .isNotEmpty();
    }

    @Test
    void findsWeightsThatSumToNothing() {
        assertThat(errors(BY_SCORE.replace("'weight':0.6", "'weight':0").replace("'weight':0.4", "'weight':0")))
                .containsExactly(tuple("/dimensions", "ZERO_WEIGHTS"));
    }

    @Test
    void findsAScoreCutWithoutDimensions() {
        String scheme = BY_SHARE.replaceAll("'cut':.*\\n", "'cut':{'type':'score'},\n")
                .replace("{'en':'A'}", "{'en':'A'},'enter':80")
                .replace("{'en':'B'}", "{'en':'B'},'enter':50");

        assertThat(errors(scheme)).containsExactly(tuple("/dimensions", "NO_DIMENSIONS"));
    }

    @Test
    void findsATierAboveTheBestPossibleScoreUnlessARuleGivesIt() {
        String poor = BY_SCORE.replace("{'type':'linear','from':0,'to':1000}", "{'type':'steps','steps':[[1,10]]}");

        assertThat(errors(poor)).isEmpty();
        assertThat(errors(poor.replace("'floor':'gold'", "'floor':'silver'")
                        .replaceAll("'examples':.*]", "'examples':[]")))
                .containsExactly(tuple("/tiers/0/enter", "UNREACHABLE_TIER"));
    }

    @Test
    void warnsOfWhatDoesNotCount() {
        assertThat(findings(BY_SCORE.replace("'weight':2,", "'weight':0,")))
                .containsExactly(Finding.warning("/dimensions/0/criteria/0/weight", "ZERO_WEIGHT"));
    }

    @Test
    void warnsOfAMetricScoredTwice() {
        assertThat(findings(BY_SCORE.replace("'metric':'assets'", "'metric':'spend.365d'")
                        .replace("'missing':{'points':10}", "'missing':'neutral'")))
                .extracting(Finding::code)
                .containsExactly("REPEATED_METRIC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'key':'test'   | 'key':'test','review':{'every':'month'}      | /review              | REVIEW_NOT_USED
            'key':'test'   | 'key':'test','calibrate':{'every':'quarter'} | /calibrate           | CALIBRATION_NOT_USED
            'cap':'silver' | 'cap':'silver','viaMovement':true            | /rules/1/viaMovement | NO_MOVEMENT
            """)
    void warnsOfAPolicyThatDoesNothing(String part, String replacement, String pointer, String code) {
        assertThat(findings(BY_SCORE.replace(part, replacement)))
                .extracting(Finding::pointer, Finding::code, Finding::severity)
                .containsExactly(tuple(pointer, code, Finding.Severity.WARNING));
    }

    @Test
    void warnsOfAScoreThatDecidesNothing() {
        assertThat(findings(BY_SHARE.replace("'cut'", """
                        'dimensions':[{'key':'d','weight':1,'criteria':[
                          {'metric':'assets','weight':1,'scale':{'type':'percentile'}}]}],
                        'cut'""")))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("SCORE_NOT_USED", Finding.Severity.WARNING));
    }

    @Test
    void checksExamplesOfACalibratedSchemeThatRulesDecide() {
        String calibrated = BY_SCORE.replace("{'type':'linear','from':0,'to':1000}", "{'type':'percentile'}");

        assertThat(findings(calibrated))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("EXAMPLE_NOT_CHECKED", Finding.Severity.WARNING));
        assertThat(findings(calibrated.replace("'floor':'gold'", "'assign':'gold'")))
                .isEmpty();
        assertThat(findings(calibrated.replace("'floor':'gold'", "'assign':'silver'")))
                .extracting(Finding::code)
                .containsExactly("EXAMPLE_FAILED");
    }

    @Test
    void takesFiveHundredCriteriaAndFindsMore() {
        assertThat(errors(withCriteria(10, 50, "'neutral'"))).isEmpty();
        assertThat(errors(withCriteria(10, 50, "'redistribute'"))).isEmpty();
        assertThat(errors(withCriteria(11, 50, "'neutral'")))
                .containsExactly(tuple("/dimensions", "TOO_MANY_CRITERIA"));
    }

    private static String withCriteria(int dimensions, int criteria, String missing) {
        String criterion =
                ",{'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':9},'missing':" + missing + "}";
        String list = IntStream.range(0, dimensions)
                .mapToObj(i -> "{'key':'d" + i + "','weight':1,'criteria':["
                        + criterion.repeat(criteria).substring(1) + "]}")
                .collect(Collectors.joining(","));
        return BY_SHARE.replace("'cut'", "'dimensions':[" + list + "],'cut'");
    }

    @Test
    void findsMoreThanAHundredAttributes() {
        String hundred = IntStream.range(0, 100)
                .mapToObj(i -> "{'attribute':'a" + i + "','is':'x'}")
                .collect(Collectors.joining(",", "'population':{'any':[", "]},"));
        String rule = "'rules':[{'key':'r','when':{'not':{'attribute':'%s','is':'y'}},'cap':'C'}],";

        assertThat(errors(BY_SHARE.replace("'cut'", hundred + rule.formatted("a99") + "'cut'")))
                .isEmpty();
        assertThat(errors(BY_SHARE.replace("'cut'", hundred + rule.formatted("a100") + "'cut'")))
                .containsExactly(tuple("/rules/0/when/not/attribute", "TOO_MANY_ATTRIBUTES"));
    }

    @Test
    void countsTheNeutralPointsOfAMissingMetricAsReachable() {
        String neutral = BY_SCORE.replace("{'type':'linear','from':0,'to':1000}}", """
                {'type':'steps','steps':[[1,10]]},'missing':'neutral'}""")
                .replace("'floor':'gold'", "'floor':'silver'")
                .replaceAll("'examples':.*]", "'examples':[]");

        // 0.6 × (2/3 × 50 + 1/3 × 100) + 0.4 × 100 = 80, which is where gold begins.
        assertThat(errors(neutral)).isEmpty();
    }

    @Test
    void tellsErrorsFirstWhenThereIsTooMuchToTell() {
        String warned = withCriteria(10, 50, "'neutral'").replace("'weight':1,'scale'", "'weight':0,'scale'");
        String rules = IntStream.range(0, 500)
                .mapToObj(i -> "{'key':'r" + i + "','when':{'metric':'assets','over':" + i + "},'cap':'X'}")
                .collect(Collectors.joining(",", "'rules':[", "],"));

        List<Finding> findings = findings(warned.replace("'cut'", rules + "'cut'"));

        assertThat(findings).hasSize(1_000);
        assertThat(findings.stream().filter(finding -> finding.code().equals("UNKNOWN_TIER")))
                .hasSize(500);
        assertThat(findings.getLast().code()).isEqualTo("MORE_FINDINGS");
    }

    private static List<Tuple> errors(String scheme) {
        return findings(scheme).stream()
                .filter(Finding::isError)
                .map(finding -> tuple(finding.pointer(), finding.code()))
                .toList();
    }

    private static List<Finding> findings(String scheme) {
        return new SchemeVerifier(Schemes.catalogue()).verify(Schemes.read(scheme));
    }
}
