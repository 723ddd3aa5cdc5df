package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Standing.Reason;
import io.fenji.engine.evaluation.Standing.Tiered;
import io.fenji.engine.evaluation.Standing.Untiered;
import io.fenji.engine.preset.Presets;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {

    private static final String RULES = """
            {'key':'rules','name':{'en':'Rules'},
             'population':{'metric':'orders.lifetime','atLeast':1},
             'cut':{'type':'rules'%s},
             'tiers':[{'key':'gold','name':{'en':'G'}},{'key':'silver','name':{'en':'S'}},{'key':'bronze','name':{'en':'B'}}],
             'rules':[%s]}""";

    private static final String INSISTING = """
            {'key':'insisting','name':{'en':'Insisting'},
             'dimensions':[{'key':'d','weight':1,'criteria':[
               {'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':100},'missing':'ineligible'}]}],
             'cut':%s,
             'tiers':[{'key':'gold','name':{'en':'G'}},{'key':'silver','name':{'en':'S'}}],
             'rules':[{'key':'many','when':%s,'assign':'gold'}]}""";

    private static final Standing OUTSIDE = new Untiered(Reason.OUTSIDE_POPULATION, new Score.Unscored());

    @ParameterizedTest
    @CsvSource({"80,gold", "79.9999,silver", "50,silver", "49.9999,bronze", "0,bronze", "100,gold"})
    void cutsTheScoreAtTheThresholds(BigDecimal spend, String tier) {
        Scheme scheme = Schemes.withScale("{'type':'linear','from':0,'to':100}");

        assertThat(standing(scheme, Map.of("spend.365d", spend))).isEqualTo(new Tiered(tier, new Score.Scored(spend)));
    }

    @ParameterizedTest
    @CsvSource({"finance,90,gold", "retail,60,silver", "mining,20,bronze", ",50,silver"})
    void givesPointsByAnAttribute(String industry, BigDecimal points, String tier) {
        Scheme scheme = Schemes.withCriterion("""
                {'attribute':'industry','weight':1,'missing':'neutral',
                 'scale':{'type':'category','points':{'finance':90,'retail':60},'otherwise':20}}""");
        MetricTable customer = MetricTable.ofOne(Map.of(), industry == null ? Map.of() : Map.of("industry", industry));

        assertThat(evaluator(scheme).evaluate(customer).standing(0))
                .isEqualTo(new Tiered(tier, new Score.Scored(points)));
    }

    @ParameterizedTest
    @CsvSource({
        "60,0,-1,-1,0",
        "60,2,0,0,2",
        "60,-1,0,-1,0",
        "60,-1,2,-1,1",
        "60,-1,-1,2,2",
        "60,-1,-1,0,1",
        "60,-1,0,1,1",
        "-5,1,-1,-1,1",
        "-5,-1,2,-1,2",
        "-5,-1,-1,1,-1"
    })
    void aManualTierComesLast(BigDecimal spend, int tier, int floor, int ceiling, int expected) {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'population':{'metric':'spend.365d','atLeast':0},
                 'dimensions':[{'key':'v','weight':1,'criteria':[
                   {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'G'},'enter':80},{'key':'silver','name':{'en':'S'},'enter':50},
                          {'key':'bronze','name':{'en':'B'}}]}""");
        MetricTable customer = MetricTable.ofOne(Map.of("spend.365d", spend), Map.of());
        Situation situation = new Situation(
                Stays.NONE, row -> new ManualTiers.ManualTier(tier, floor, ceiling), LocalDate.EPOCH, false);

        Evaluation evaluation = evaluator(scheme).evaluate(customer, situation);
        Explanation explanation = evaluator(scheme).explain(customer, 0, situation);

        assertThat(evaluation.tierCode(0)).isEqualTo(expected);
        assertThat(evaluation.heldTierCode(0)).isEqualTo(spend.signum() < 0 ? -1 : 1);
        assertThat(explanation.standing()).isEqualTo(evaluation.standing(0));
        assertThat(explanation.manual().instead()).isEqualTo(spend.signum() < 0 ? null : "silver");
    }

    @ParameterizedTest
    @CsvSource({
        "0,75,0", "0,70,0", "0,69,1", "0,45,1", "0,39,2", "1,45,1", "1,39,2", "1,79,1", "1,80,0", "2,49,2", "2,50,1",
        "-1,75,1", "-3,45,2"
    })
    void holdsATierUntilTheScoreFallsBelowLeave(int previous, BigDecimal spend, int tier) {
        Scheme scheme = Schemes.withScale("{'type':'linear','from':0,'to':100}");
        MetricTable customer = MetricTable.ofOne(Map.of("spend.365d", spend), Map.of());

        assertThat(evaluator(scheme)
                        .evaluate(customer, StayColumns.in(1, row -> previous).now())
                        .tierCode(0))
                .isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'points':30}  | 65
            'neutral'      | 75
            'redistribute' | 100
            """)
    void treatsAMissingMetricAsTheCriterionSays(String missing, BigDecimal score) {
        Scheme scheme = Schemes.withCriterion("""
                {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}},
                {'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':100},'missing':%s}
                """.formatted(missing));

        assertThat(standing(scheme, Map.of("spend.365d", BigDecimal.valueOf(100)))
                        .score())
                .isEqualTo(new Score.Scored(score));
    }

    @Test
    void givesNoPointsForAMissingMetricUnlessToldOtherwise() {
        assertThat(standing(Schemes.withScale("{'type':'linear','from':0,'to':100}"), Map.of()))
                .isEqualTo(new Tiered("bronze", new Score.Scored(BigDecimal.ZERO)));
    }

    @Test
    void hasNoScoreWithoutAMetricThatMakesIneligible() {
        Scheme scheme = Schemes.withCriterion(
                "{'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':100},'missing':'ineligible'}");

        assertThat(standing(scheme, Map.of())).isEqualTo(new Untiered(Reason.INELIGIBLE, new Score.Unscored()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'rules','otherwise':'silver'}",
                "{'type':'rules'}",
                "{'type':'valueShare','metric':'orders.lifetime','shares':[0.5]}"
            })
    void givesNoTierFromAnyCutWithoutAMetricThatMakesIneligible(String cut) {
        Scheme scheme = Schemes.read(INSISTING.formatted(cut, "{'metric':'orders.lifetime','over':9}"));

        assertThat(standing(scheme, Map.of("orders.lifetime", BigDecimal.ONE)))
                .isEqualTo(new Untiered(Reason.INELIGIBLE, new Score.Unscored()));
        assertThat(standing(scheme, Map.of("orders.lifetime", BigDecimal.TEN)))
                .isEqualTo(new Tiered("gold", new Score.Unscored()));
    }

    @Test
    void cutsByShareWhereOnlyTheScoreIsMissing() {
        String cut = "{'type':'valueShare','metric':'orders.lifetime','shares':[0.5]}";
        Scheme insisting = Schemes.read(INSISTING.formatted(cut, "{'metric':'orders.lifetime','over':9}"));
        Scheme redistributing = Schemes.read(INSISTING
                .replace("ineligible", "redistribute")
                .formatted(cut, "{'metric':'orders.lifetime','over':9}"));

        assertThat(standing(insisting, Map.of("orders.lifetime", BigDecimal.ONE, "assets", BigDecimal.ONE)))
                .isEqualTo(new Tiered("silver", new Score.Scored(BigDecimal.ONE)));
        assertThat(standing(redistributing, Map.of("orders.lifetime", BigDecimal.ONE)))
                .isEqualTo(new Tiered("silver", new Score.Unscored()));
    }

    @Test
    void redistributesAmongHundredsOfCriteria() {
        String counted = "{'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}},";
        String absent =
                "{'metric':'assets','weight':9,'scale':{'type':'linear','from':0,'to':1},'missing':'redistribute'}";
        Scheme scheme = Schemes.withCriterion(counted.repeat(400) + (absent + ",").repeat(63) + absent);

        assertThat(standing(scheme, Map.of("spend.365d", BigDecimal.valueOf(60)))
                        .score())
                .isEqualTo(new Score.Scored(BigDecimal.valueOf(60)));
    }

    @Test
    void hasNoScoreWhenEverythingIsRedistributed() {
        Scheme scheme = Schemes.withCriterion(
                "{'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':100},'missing':'redistribute'}");

        assertThat(standing(scheme, Map.of())).isEqualTo(new Untiered(Reason.INELIGIBLE, new Score.Unscored()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            {'key':'a','when':{'metric':'assets','over':5},'assign':'gold'}  |         | gold
            {'key':'a','when':{'metric':'assets','over':50},'assign':'gold'} |         | NO_RULE_HIT
            {'key':'a','when':{'metric':'assets','over':50},'assign':'gold'} | ,'otherwise':'bronze' | bronze
            {'key':'a','when':{'metric':'assets','over':5},'assign':'silver'},{'key':'b','when':{'metric':'assets','over':6},'assign':'gold'} | | silver
            {'key':'a','when':{'metric':'assets','over':5},'floor':'silver'} | ,'otherwise':'bronze' | silver
            {'key':'a','when':{'metric':'assets','over':5},'floor':'silver'} | ,'otherwise':'gold'   | gold
            {'key':'a','when':{'metric':'assets','over':5},'floor':'silver'} |         | silver
            {'key':'a','when':{'metric':'assets','over':5},'cap':'silver'}   | ,'otherwise':'gold'   | silver
            {'key':'a','when':{'metric':'assets','over':5},'cap':'silver'}   | ,'otherwise':'bronze' | bronze
            {'key':'a','when':{'metric':'assets','over':5},'cap':'silver'}   |         | NO_RULE_HIT
            {'key':'a','when':{'metric':'assets','over':5},'cap':'bronze'},{'key':'b','when':{'metric':'assets','over':5},'assign':'gold'} | | bronze
            {'key':'a','when':{'metric':'assets','over':5},'cap':'bronze'},{'key':'b','when':{'metric':'assets','over':5},'floor':'gold'}  | | bronze
            {'key':'a','when':{'metric':'assets','over':5},'assign':'gold'},{'key':'b','when':{'metric':'assets','over':5},'exclude':true} | | EXCLUDED
            {'key':'a','when':{'metric':'spend.365d','over':5},'assign':'gold'}        | | NO_RULE_HIT
            {'key':'a','when':{'not':{'metric':'spend.365d','over':5}},'assign':'gold'}| | NO_RULE_HIT
            """)
    void appliesRulesInTheirOrderOfEffect(String rules, String otherwise, String expected) {
        Scheme scheme = Schemes.read(RULES.formatted(otherwise == null ? "" : otherwise, rules));

        String actual = switch (standing(scheme, Map.of("orders.lifetime", BigDecimal.ONE, "assets", BigDecimal.TEN))) {
            case Tiered tiered -> tiered.tier();
            case Untiered untiered -> untiered.reason().name();
        };
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void leavesOutWhoeverIsNotInThePopulation() {
        Scheme scheme =
                Schemes.read(RULES.formatted("", "{'key':'a','when':{'metric':'assets','over':5},'assign':'gold'}"));

        assertThat(standing(scheme, Map.of("orders.lifetime", BigDecimal.ZERO, "assets", BigDecimal.TEN)))
                .isEqualTo(OUTSIDE);
        assertThat(standing(scheme, Map.of("assets", BigDecimal.TEN))).isEqualTo(OUTSIDE);
    }

    @Test
    void assignsATierToAnIneligibleCustomerByRule() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'dimensions':[{'key':'d','weight':1,'criteria':[
                   {'metric':'assets','weight':1,'scale':{'type':'linear','from':0,'to':9},'missing':'ineligible'}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'G'},'enter':50},{'key':'bronze','name':{'en':'B'}}],
                 'rules':[{'key':'r','when':{'metric':'spend.365d','over':5},'assign':'gold'}]}""");

        assertThat(standing(scheme, Map.of("spend.365d", BigDecimal.TEN)))
                .isEqualTo(new Tiered("gold", new Score.Unscored()));
    }

    @Test
    void putsAnAbsentValueIntoTheLastTierOfAShareCut() {
        Scheme scheme = Schemes.read("""
                {'key':'abc','name':{'en':'ABC'},
                 'cut':{'type':'valueShare','metric':'spend.lifetime','shares':[0.8]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");
        TableBuilder table = new TableBuilder(scheme.metrics(), List.of(), 2);
        table.addRow();
        table.metric("spend.lifetime", BigDecimal.TEN);
        table.addRow();
        MetricTable base = table.build();

        Evaluation result =
                Evaluator.of(scheme, Calibrator.calibrate(scheme, base)).evaluate(base);

        assertThat(result.countByTier()).containsExactly(1, 1);
        assertThat(result.standing(1)).isEqualTo(new Tiered("B", new Score.Unscored()));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5"})
    void putsEveryoneIntoTheLastTierOfAShareCutWhenTheTotalIsZero(BigDecimal spend) {
        Scheme scheme = Presets.get("abc-pareto-80-95").scheme();
        MetricTable base =
                MetricTable.ofOne(Map.of("orders.lifetime", BigDecimal.ONE, "grossSpend.lifetime", spend), Map.of());

        assertThat(Evaluator.of(scheme, Calibrator.calibrate(scheme, base))
                        .evaluate(base)
                        .countByTier())
                .containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"5000.01,11,diamond", "5000,11,standard", "5000.01,10,standard"})
    void givesDiamondToWhoeverSpendsOver5000WithMoreThan10Orders(BigDecimal spend, BigDecimal orders, String tier) {
        Scheme scheme = Presets.get("big-spender").scheme();

        assertThat(standing(scheme, Map.of("spend.365d", spend, "orders.365d", orders)))
                .isEqualTo(new Tiered(tier, new Score.Unscored()));
    }

    @Test
    void countsByTierAndReason() {
        Scheme scheme =
                Schemes.read(RULES.formatted("", "{'key':'a','when':{'metric':'assets','over':5},'assign':'gold'}"));
        TableBuilder table = new TableBuilder(scheme.metrics(), List.of(), 1);
        for (int i = 0; i < 10; i++) {
            table.addRow();
            table.metric("orders.lifetime", BigDecimal.valueOf(i));
            table.metric("assets", BigDecimal.valueOf(i));
        }

        Evaluation result = evaluator(scheme).evaluate(table.build());

        assertThat(result.countByTier()).containsExactly(4, 0, 0);
        assertThat(result.count(Reason.OUTSIDE_POPULATION)).isEqualTo(1);
        assertThat(result.count(Reason.NO_RULE_HIT)).isEqualTo(5);
    }

    @Test
    void refusesACalibrationThatDoesNotFit() {
        Scheme calibrated = Schemes.withScale("{'type':'percentile'}");
        Scheme other = Schemes.withScale("{'type':'linear','from':0,'to':1}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.of(calibrated, Calibrator.calibrate(other, nobody())))
                .withMessageContaining("/dimensions/0/criteria/0");
    }

    private static Standing standing(Scheme scheme, Map<String, BigDecimal> metrics) {
        return evaluator(scheme).evaluate(MetricTable.ofOne(metrics, Map.of())).standing(0);
    }

    private static Evaluator evaluator(Scheme scheme) {
        return Evaluator.of(scheme, Calibrator.calibrate(scheme, nobody()));
    }

    private static MetricTable nobody() {
        return new TableBuilder(List.of(), List.of(), 0).build();
    }
}
