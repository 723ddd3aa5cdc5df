package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.Schemes;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.preset.Preset;
import io.fenji.engine.preset.Presets;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

    static List<String> presets() {
        return Presets.keys();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void addsUpExactlyAndStandsWhereTheBulkEvaluationDoes(String key) {
        for (long seed = 1; seed <= 5; seed++) {
            Preset preset = Presets.get(key);
            addsUp(preset.scheme(), seed);
        }
    }

    @Test
    void addsUpWithAwkwardWeights() {
        Scheme scheme = Schemes.read("""
                {'key':'awkward','name':{'en':'Awkward'},
                 'dimensions':[
                   {'key':'a','weight':0.3333,'criteria':[
                     {'metric':'spend.365d','weight':7,'scale':{'type':'percentile'},'missing':'redistribute'},
                     {'metric':'orders.365d','weight':0.0003,'scale':{'type':'linear','from':0,'to':7},'missing':'redistribute'},
                     {'metric':'assets','weight':11,'scale':{'type':'decay','halfLifeDays':13},'missing':'redistribute'}]},
                   {'key':'b','weight':13.37,'criteria':[
                     {'metric':'recencyDays','weight':399999999999999.9999,'scale':{'type':'decay','halfLifeDays':77},'missing':'redistribute'},
                     {'metric':'tenureDays','weight':399999999999999.9997,'scale':{'type':'linear','from':0,'to':9999},'missing':'neutral'}]},
                   {'key':'c','weight':3,'criteria':[
                     {'metric':'creditRating','weight':1,'scale':{'type':'percentile'},'missing':'redistribute'}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'G'},'enter':50,'leave':45},{'key':'bronze','name':{'en':'B'}}]}""");

        for (long seed = 1; seed <= 10; seed++) {
            addsUp(scheme, seed);
        }
    }

    private static void addsUp(Scheme scheme, long seed) {
        MetricTable base = RandomBase.of(scheme, seed, 100);
        Calibration calibration = Calibrator.calibrate(scheme, base);
        Evaluator evaluator = Evaluator.of(scheme, calibration);
        StayColumns previous =
                StayColumns.in(base.size(), row -> row % (scheme.tiers().size() + 1) - 1);
        Evaluation bulk = evaluator.evaluate(base, previous.now());
        for (int row = 0; row < base.size(); row++) {
            int at = row;
            Explanation explanation = evaluator.explain(base, row, previous.now());
            String place = scheme.key() + " seed " + seed + " row " + row;

            assertThat(explanation.standing()).as(place).isEqualTo(bulk.standing(row));
            assertThat(evaluator
                            .evaluate(
                                    RandomBase.single(scheme, base, row),
                                    StayColumns.in(1, ignored -> previous.tier(at))
                                            .now())
                            .standing(0))
                    .as(place)
                    .isEqualTo(bulk.standing(row));
            if (explanation.standing().score() instanceof Score.Scored(BigDecimal score)) {
                sumsUp(explanation, score, place);
            }
        }
    }

    private static void sumsUp(Explanation explanation, BigDecimal score, String place) {
        assertThat(sum(explanation.dimensions(), Explanation.DimensionPart::contribution))
                .as(place)
                .isEqualByComparingTo(score);
        assertThat(sum(explanation.dimensions(), Explanation.DimensionPart::weight))
                .as(place)
                .isEqualByComparingTo(BigDecimal.ONE);
        for (Explanation.DimensionPart dimension : explanation.dimensions()) {
            assertThat(sum(dimension.criteria(), Explanation.CriterionPart::contribution))
                    .as(place)
                    .isEqualByComparingTo(dimension.contribution());
            assertThat(sum(dimension.criteria(), Explanation.CriterionPart::weight))
                    .as(place)
                    .isEqualByComparingTo(dimension.weight());
        }
    }

    private static <T> BigDecimal sum(List<T> parts, Function<T, BigDecimal> part) {
        return parts.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void addsUpWithAttributesAndTopShares() {
        Scheme scheme = Schemes.read("""
                {'key':'top','name':{'en':'Top'},
                 'dimensions':[
                   {'key':'a','weight':0.7,'criteria':[
                     {'metric':'spend.365d','weight':3,'scale':{'type':'log','from':1,'to':1000000},'missing':'redistribute'},
                     {'attribute':'kind','weight':1,'scale':{'type':'category','points':{'PERSON':33.3333},'otherwise':77.7777}}]},
                   {'key':'b','weight':0.3,'criteria':[
                     {'metric':'orders.365d','weight':1,'scale':{'type':'percentile'},'missing':'ineligible'}]}],
                 'cut':{'type':'topShare','shares':[0.1,0.4]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""");

        for (long seed = 1; seed <= 10; seed++) {
            addsUp(scheme, seed);
        }
    }

    @Test
    void addsUpWithClusters() {
        Scheme scheme = Schemes.read("""
                {'key':'clusters','name':{'en':'Clusters'},
                 'dimensions':[{'key':'a','weight':1,'criteria':[
                   {'metric':'orders.365d','weight':1,'scale':{'type':'percentile'},'missing':'neutral'}]}],
                 'cut':{'type':'clusters','orderBy':'assets','features':[
                   {'metric':'spend.365d','transform':'log'},{'metric':'orders.365d'},{'metric':'recencyDays','better':'lower'}]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}],
                 'rules':[{'key':'few','when':{'metric':'orders.365d','under':0},'cap':'B'}]}""");

        for (long seed = 1; seed <= 10; seed++) {
            addsUp(scheme, seed);
            clustersAreThoseOfTheTiers(scheme, seed);
        }
    }

    private static void clustersAreThoseOfTheTiers(Scheme scheme, long seed) {
        MetricTable base = RandomBase.of(scheme, seed, 100);
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, base));
        Evaluation bulk = evaluator.evaluate(base);
        for (int row = 0; row < base.size(); row++) {
            Explanation.CutPart cut =
                    evaluator.explain(base, row, Situation.NEW).cut();
            Explanation.ClusterPart clusters = Objects.requireNonNull(cut.clusters());
            String place = "seed " + seed + " row " + row;

            assertThat(scheme.tierIndex(Objects.requireNonNull(cut.tier())))
                    .as(place)
                    .isEqualTo(bulk.heldTierCode(row));
            boolean complete = clusters.features().stream().allMatch(feature -> feature.value() != null);
            assertThat(clusters.distance() != null).as(place).isEqualTo(complete);
            if (clusters.distance() != null) {
                Explanation.NextCluster next = Objects.requireNonNull(clusters.next());
                assertThat(clusters.distance()).as(place).isLessThanOrEqualTo(next.distance());
                assertThat(next.tier()).as(place).isNotEqualTo(cut.tier());
                assertThat(square(clusters).subtract(clusters.distance().pow(2)).abs())
                        .as(place)
                        .isLessThanOrEqualTo(
                                clusters.distance().add(BigDecimal.ONE).movePointLeft(4));
            } else {
                assertThat(cut.tier()).as(place).isEqualTo("C");
            }
        }
    }

    private static BigDecimal square(Explanation.ClusterPart clusters) {
        return clusters.features().stream()
                .map(feature -> Objects.requireNonNull(feature.scaled())
                        .subtract(Objects.requireNonNull(feature.centre()))
                        .pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void showsClusters() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'cut':{'type':'clusters','features':[{'metric':'spend.365d'},{'metric':'orders.365d'}]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");
        TableBuilder base = new TableBuilder(scheme.metrics(), List.of(), 2);
        for (int i = 1; i < 3; i++) {
            base.addRow();
            base.metric("spend.365d", BigDecimal.valueOf(i * 100));
            base.metric("orders.365d", BigDecimal.valueOf(i));
        }
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, base.build()));
        MetricTable customer = MetricTable.ofOne(
                Map.of("spend.365d", new BigDecimal("210"), "orders.365d", new BigDecimal("2")), Map.of());
        MetricTable partly = MetricTable.ofOne(Map.of("orders.365d", new BigDecimal("2")), Map.of());

        assertThat(ExplanationJson.write(evaluator.explain(customer, 0, Situation.NEW))
                        .get("cut")
                        .toString())
                .isEqualTo(Schemes.json("""
                        {'type':'clusters','tier':'A','heldByLeave':false,'distance':0.2,\
                        'next':{'tier':'B','distance':2.9732},\
                        'features':[{'metric':'spend.365d','value':210,'scaled':1.2,'centre':1},\
                        {'metric':'orders.365d','value':2,'scaled':1,'centre':1}]}"""));
        assertThat(ExplanationJson.write(evaluator.explain(partly, 0, Situation.NEW))
                        .get("cut")
                        .toString())
                .isEqualTo(Schemes.json("""
                        {'type':'clusters','tier':'B','heldByLeave':false,\
                        'features':[{'metric':'spend.365d'},{'metric':'orders.365d','value':2,'scaled':1}]}"""));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void morePointsNeverLowerTheTier(String key) {
        Scheme scheme = Presets.get(key).scheme();
        MetricTable base = RandomBase.of(scheme, 11, 150);
        Evaluation result =
                Evaluator.of(scheme, Calibrator.calibrate(scheme, base)).evaluate(base);
        for (int a = 0; a < base.size(); a++) {
            for (int b = 0; b < base.size(); b++) {
                if (result.scaledScore(a) > result.scaledScore(b)
                        && result.heldTierCode(a) >= 0
                        && result.heldTierCode(b) >= 0) {
                    assertThat(result.heldTierCode(a))
                            .as("seed 11 rows %d %d", a, b)
                            .isLessThanOrEqualTo(result.heldTierCode(b));
                }
            }
        }
    }

    @Test
    void isWrittenAsJson() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'population':{'metric':'orders.lifetime','atLeast':1},
                 'dimensions':[{'key':'value','name':{'en':'Value'},'weight':1,'criteria':[
                   {'metric':'spend.365d','weight':0.5,'scale':{'type':'linear','from':0,'to':1000}},
                   {'metric':'assets','weight':0.5,'scale':{'type':'decay','halfLifeDays':10},'missing':'neutral'}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'G'},'enter':60,'leave':50},{'key':'bronze','name':{'en':'B'}}],
                 'rules':[{'key':'r','when':{'all':[{'metric':'spend.365d','between':[1,5]},
                   {'not':{'attribute':'kind','in':['PERSON','X']}}]},'cap':'bronze'}]}""");
        MetricTable customer = MetricTable.ofOne(
                Map.of("orders.lifetime", BigDecimal.ONE, "spend.365d", new BigDecimal("600")),
                Map.of("kind", "PERSON"));

        ObjectNode json = ExplanationJson.write(Evaluator.of(scheme, Calibrator.calibrate(scheme, customer))
                .explain(customer, 0, StayColumns.in(1, row -> 0).now()));

        assertThat(json.toString()).isEqualTo(Schemes.json("""
                {'population':{'member':true,'conditions':[{'pointer':'/population','metric':'orders.lifetime',\
                'value':1,'comparison':'atLeast','operand':1,'result':'TRUE'}]},\
                'dimensions':[{'key':'value','name':{'en':'Value'},'weight':1,'contribution':55,'criteria':[\
                {'metric':'spend.365d','value':600,'scale':{'type':'linear','from':0,'to':1000},\
                'points':60,'weight':0.5,'contribution':30},\
                {'metric':'assets','missing':'neutral','scale':{'type':'decay','halfLifeDays':10},\
                'points':50,'weight':0.5,'contribution':25}]}],'score':55,\
                'cut':{'type':'score','tier':'gold','threshold':50,'heldByLeave':true},\
                'rules':[{'key':'r','hit':false,'effect':'cap','tier':'bronze','conditions':[\
                {'pointer':'/rules/0/when/all/0','metric':'spend.365d','value':600,'comparison':'between',\
                'operand':[1,5],'result':'FALSE'},\
                {'pointer':'/rules/0/when/all/1/not','attribute':'kind','value':'PERSON','comparison':'in',\
                'operand':['PERSON','X'],'result':'TRUE'}]}],\
                'tier':'gold'}"""));
    }

    @Test
    void showsAnAttributeAndATopShare() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'dimensions':[{'key':'fit','weight':1,'criteria':[
                   {'attribute':'industry','weight':1,'scale':{'type':'category','points':{'finance':90}}}]}],
                 'cut':{'type':'topShare','shares':[0.6]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");
        MetricTable customer = MetricTable.ofOne(Map.of(), Map.of("industry", "finance"));

        ObjectNode json = ExplanationJson.write(
                Evaluator.of(scheme, Calibrator.calibrate(scheme, customer)).explain(customer, 0, Situation.NEW));

        assertThat(json.toString()).isEqualTo(Schemes.json("""
                {'population':{'member':true,'conditions':[]},\
                'dimensions':[{'key':'fit','name':{},'weight':1,'contribution':90,'criteria':[\
                {'attribute':'industry','value':'finance',\
                'scale':{'type':'category','points':{'finance':90},'otherwise':0},\
                'points':90,'weight':1,'contribution':90}]}],'score':90,\
                'cut':{'type':'topShare','tier':'A','threshold':90,'heldByLeave':false},\
                'rules':[],'tier':'A'}"""));
    }

    @Test
    void saysWhyThereIsNoTier() {
        Scheme scheme = Presets.get("abc-pareto-80-95").scheme();
        MetricTable nobody = MetricTable.ofOne(Map.of("orders.lifetime", BigDecimal.ZERO), Map.of());

        ObjectNode json = ExplanationJson.write(
                Evaluator.of(scheme, Calibrator.calibrate(scheme, nobody)).explain(nobody, 0, Situation.NEW));

        assertThat(json.toString()).isEqualTo(Schemes.json("""
                {'population':{'member':false,'conditions':[{'pointer':'/population','metric':'orders.lifetime',\
                'value':0,'comparison':'atLeast','operand':1,'result':'FALSE'}]},\
                'dimensions':[],'rules':[],'untiered':'OUTSIDE_POPULATION'}"""));
    }

    /// Random customers with gaps, ties and negatives.
    private static final class RandomBase {

        static MetricTable of(Scheme scheme, long seed, int size) {
            Random random = new Random(seed);
            TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), size);
            for (int row = 0; row < size; row++) {
                table.addRow();
                for (String metric : scheme.metrics()) {
                    if (random.nextInt(5) > 0) {
                        long spread = 1L << random.nextInt(1, 40);
                        table.metric(table.metricColumn(metric), random.nextLong(-spread / 8, spread) / 100 * 100);
                    }
                }
                for (String attribute : scheme.attributes()) {
                    table.attribute(attribute, random.nextBoolean() ? "ORGANIZATION" : "PERSON");
                }
            }
            return table.build();
        }

        static MetricTable single(Scheme scheme, MetricTable base, int row) {
            TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), 1);
            table.addRow();
            scheme.metrics()
                    .forEach(metric -> table.metric(
                            table.metricColumn(metric), base.metric(metric).at(row)));
            Map<String, String> attributes = new HashMap<>();
            for (String attribute : scheme.attributes()) {
                attributes.put(
                        attribute,
                        base.attribute(attribute)
                                .dictionary()
                                .get(base.attribute(attribute).at(row)));
            }
            attributes.forEach(table::attribute);
            return table.build();
        }
    }
}
