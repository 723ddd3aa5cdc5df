package io.fenji.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.verification.Catalogue.OtherScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Schemes with one fault each, every one another, and each rejected for it alone.
class FaultySchemesTest {
    private static final String SCORED = """
            {'key':'members','name':{'en':'Members'},
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
                      {'key':'late','when':{'metric':'recencyDays','over':365},'cap':'silver'}],
             'movement':{'downgrade':{'at':'review','renewal':{'metric':'orders.365d','atLeast':3}}},
             'review':{'every':'month','day':1},
             'examples':[{'metrics':{'orders.lifetime':1,'spend.365d':9001,'recencyDays':1},'tier':'gold'}]}""".replaceAll("\\n\\s*", "");

    private static final String BY_RULES = """
            {'key':'vip','name':{'en':'VIP'},
             'population':{'all':[{'attribute':'kind','is':'PERSON'},{'metric':'assets','atLeast':0}]},
             'cut':{'type':'rules','otherwise':'normal'},
             'tiers':[{'key':'vip','name':{'en':'VIP'}},{'key':'rich','name':{'en':'Rich'}},{'key':'normal','name':{'en':'Normal'}}],
             'rules':[{'key':'a','when':{'metric':'assets','atLeast':1000},'assign':'vip'},
                      {'key':'b','when':{'metric':'assets','atLeast':500},'assign':'rich'}]}""".replaceAll("\\n\\s*", "");

    private static final String BY_SHARE = """
            {'key':'abc','name':{'en':'ABC'},
             'cut':{'type':'valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""".replaceAll("\\n\\s*", "");

    private static final String OTHER = """
            {'key':'other','name':{'en':'Other'},'cut':{'type':'rules','otherwise':'low'},
             'tiers':[{'key':'high','name':{'en':'High'}},{'key':'low','name':{'en':'Low'}}],
             'rules':[{'key':'r','when':{'tier':{'scheme':'%s','is':'%s'}},'assign':'high'}]}""";

    private static Stream<Arguments> faulty() {
        return Stream.of(
                fault(SCORED, "'weight':2,", "'weight':-2,", "/dimensions/0/criteria/0/weight", "NEGATIVE_WEIGHT"),
                fault(
                        SCORED,
                        "'weight':1,'scale':{'type':'decay'",
                        "'weight':0,'scale':{'type':'decay'",
                        "/dimensions/1/criteria",
                        "ZERO_WEIGHTS"),
                fault(
                        SCORED,
                        "'metric':'assets'",
                        "'metric':'fortune'",
                        "/dimensions/0/criteria/1/metric",
                        "UNKNOWN_METRIC"),
                fault(
                        BY_RULES,
                        "'attribute':'kind'",
                        "'attribute':'starSign'",
                        "/population/all/0/attribute",
                        "UNKNOWN_ATTRIBUTE"),
                fault(SCORED, "'key':'behaviour'", "'key':'value'", "/dimensions/1/key", "DUPLICATE_KEY"),
                fault(
                        SCORED,
                        "'from':0,'to':1000",
                        "'from':7,'to':7",
                        "/dimensions/0/criteria/0/scale",
                        "EMPTY_RANGE.scale"),
                fault(
                        SCORED,
                        "'type':'linear','from':0",
                        "'type':'log','from':0",
                        "/dimensions/0/criteria/0/scale/from",
                        "NO_LOGARITHM"),
                fault(SCORED, "[5,100]", "[1,100]", "/dimensions/0/criteria/1/scale/steps/1/0", "STEPS_NOT_ASCENDING"),
                fault(SCORED, "[5,100]", "[5,101]", "/dimensions/0/criteria/1/scale/steps/1/1", "POINTS_OUT_OF_RANGE"),
                fault(
                        SCORED,
                        "'halfLifeDays':90",
                        "'halfLifeDays':0",
                        "/dimensions/1/criteria/0/scale/halfLifeDays",
                        "BAD_HALF_LIFE"),
                fault(
                        SCORED,
                        "{'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':90}}",
                        "{'attribute':'kind','weight':1,'scale':{'type':'category','points':{}}}",
                        "/dimensions/1/criteria/0/scale/points",
                        "NO_CATEGORIES"),
                fault(SCORED, "'enter':50,'leave':40", "'leave':40", "/tiers/1", "MISSING_ENTER"),
                fault(
                        SCORED,
                        "'enter':50,'leave':40",
                        "'enter':85,'leave':40",
                        "/tiers/1/enter",
                        "ENTER_NOT_DESCENDING"),
                fault(SCORED, "'enter':50,'leave':40", "'enter':50,'leave':55", "/tiers/1/leave", "LEAVE_ABOVE_ENTER"),
                fault(
                        SCORED,
                        "'enter':80,'leave':70",
                        "'enter':80,'leave':30",
                        "/tiers/1/leave",
                        "LEAVE_NOT_DESCENDING"),
                fault(SCORED, "{'en':'Bronze'}", "{'en':'Bronze'},'enter':5", "/tiers/2", "LOWEST_TIER_HAS_ENTER"),
                fault(SCORED, "'enter':80,'leave':70", "'enter':101", "/tiers/0/enter", "UNREACHABLE_TIER.range"),
                fault(
                        SCORED.replace("'floor':'gold'", "'floor':'silver'")
                                .replace(
                                        ",'examples':[{'metrics':{'orders.lifetime':1,'spend.365d':9001,'recencyDays':1},'tier':'gold'}]",
                                        ""),
                        "{'type':'linear','from':0,'to':1000}",
                        "{'type':'steps','steps':[[1,10]]}",
                        "/tiers/0/enter",
                        "UNREACHABLE_TIER.score"),
                fault(
                        SCORED.replace("'missing':{'points':10}", "'missing':{'points':40}"),
                        "{'type':'linear','from':0,'to':1000}",
                        "{'type':'quantile','bins':2},'missing':'neutral'",
                        "/tiers/2",
                        "UNREACHABLE_TIER.least",
                        "'enter':50,'leave':40",
                        "'enter':20"),
                fault(BY_RULES, "'assign':'rich'", "'assign':'vip'", "/tiers/1", "UNREACHABLE_TIER.rules"),
                fault(
                        BY_RULES,
                        "'rules':[",
                        "'rules':[{'key':'all','when':{'metric':'assets','atLeast':0},'cap':'rich'},",
                        "/rules/1",
                        "CONTRADICTING_RULES"),
                fault(
                        BY_SHARE,
                        "'cut'",
                        "'population':{'metric':'assets','atLeast':1},'rules':[{'key':'all','when':{'metric':'assets','over':0.5},'cap':'B'}],'cut'",
                        "/tiers/0",
                        "UNREACHABLE_TIER.capped"),
                fault(
                        BY_SHARE,
                        "'cut'",
                        "'population':{'metric':'assets','atLeast':1},'rules':[{'key':'all','when':{'metric':'assets','over':0.5},'floor':'B'}],'cut'",
                        "/tiers/2",
                        "UNREACHABLE_TIER.floored"),
                fault(BY_RULES, "'atLeast':500}", "'atLeast':0}", "/tiers/2", "UNREACHABLE_TIER.assigned"),
                fault(SCORED, "'floor':'gold'", "'floor':'platinum'", "/rules/0/floor", "UNKNOWN_TIER"),
                fault(
                        BY_RULES,
                        ",'rules':[{'key':'a','when':{'metric':'assets','atLeast':1000},'assign':'vip'},{'key':'b','when':{'metric':'assets','atLeast':500},'assign':'rich'}]",
                        "",
                        "/rules",
                        "NO_RULES"),
                fault(SCORED, "'over':9000", "'between':[9,8]", "/rules/0/when/between", "EMPTY_RANGE"),
                fault(
                        SCORED,
                        "{'metric':'recencyDays','over':365}",
                        "{'all':[{'metric':'recencyDays','over':365},{'metric':'recencyDays','under':365}]}",
                        "/rules/1/when",
                        "IMPOSSIBLE_CONDITION"),
                fault(
                        BY_RULES,
                        "{'metric':'assets','atLeast':500}",
                        "{'all':[{'attribute':'kind','is':'PERSON'},{'not':{'attribute':'kind','in':['PERSON','FIRM']}}]}",
                        "/rules/1/when",
                        "IMPOSSIBLE_CONDITION.together"),
                fault(
                        BY_RULES,
                        "'rules':[",
                        "'rules':[{'key':'firm','when':{'attribute':'kind','is':'ORGANIZATION'},'exclude':true},",
                        "/rules/0/when",
                        "DEAD_RULE.population"),
                fault(BY_RULES, "'atLeast':1000}", "'atLeast':100}", "/rules/1", "DEAD_RULE.shadowed"),
                fault(
                        BY_RULES.replace(
                                "'assign':'rich'}",
                                "'assign':'rich'},{'key':'c','when':{'metric':'assets','under':500},'assign':'normal'}"),
                        "'assign':'normal'}",
                        "'assign':'normal'},{'key':'d','when':{'metric':'assets','over':300},'assign':'vip'}",
                        "/rules/3",
                        "DEAD_RULE.covered"),
                fault(SCORED, "'cap':'silver'", "'cap':'gold'", "/rules/1/cap", "DEAD_RULE.cap"),
                fault(SCORED, "'cap':'silver'", "'floor':'bronze'", "/rules/1/floor", "DEAD_RULE.floor"),
                fault(
                        SCORED,
                        "'floor':'gold'},",
                        "'floor':'gold'},{'key':'bigger','when':{'metric':'spend.365d','over':9000},'floor':'silver'},",
                        "/rules/1",
                        "CONTRADICTING_RULES.same"),
                fault(
                        SCORED,
                        "'downgrade':{'at':'review'",
                        "'upgrade':'review','downgrade':{'at':'review'",
                        "/movement/upgrade",
                        "NO_REVIEW",
                        "'review':{'every':'month','day':1},",
                        "",
                        "'at':'review','renewal'",
                        "'renewal'"),
                fault(
                        SCORED,
                        "'cap':'silver'",
                        "'exclude':true,'viaMovement':true",
                        "/rules/1/viaMovement",
                        "EXCLUDED_AT_ONCE"),
                fault(BY_SHARE, "[0.8,0.95]", "[0.8]", "/cut/shares", "SHARES_DO_NOT_FIT_TIERS"),
                fault(BY_SHARE, "[0.8,0.95]", "[0.8,0.7]", "/cut/shares/1", "SHARES_NOT_ASCENDING"),
                fault(BY_SHARE, "[0.8,0.95]", "[0.8,1]", "/cut/shares/1", "SHARE_OUT_OF_RANGE"),
                fault(BY_SHARE, "{'en':'A'}", "{'en':'A'},'enter':80", "/tiers/0/enter", "THRESHOLD_NOT_USED"),
                fault(
                        BY_SHARE,
                        "valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]",
                        "topShare','shares':[0.1,0.3]",
                        "/dimensions",
                        "NO_DIMENSIONS"),
                fault(
                        BY_SHARE,
                        "valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]",
                        "clusters','features':[{'metric':'assets'},{'metric':'assets'}]",
                        "/cut/features/1/metric",
                        "REPEATED_FEATURE"),
                fault(SCORED, "'tier':'gold'}]", "'tier':'silver'}]", "/examples/0", "EXAMPLE_FAILED"),
                fault(SCORED, "'tier':'gold'}]", "'tier':null}]", "/examples/0", "EXAMPLE_FAILED.noneExpected"),
                fault(
                        BY_RULES,
                        "'atLeast':500}",
                        "'atLeast':500},'viaMovement':false",
                        "/rules/1/when/tier/scheme",
                        "UNKNOWN_SCHEME",
                        "{'metric':'assets','atLeast':500}",
                        "{'tier':{'scheme':'nobody','is':'A'}}"),
                fault(
                        BY_RULES,
                        "{'metric':'assets','atLeast':500}",
                        "{'tier':{'scheme':'idle','is':'A'}}",
                        "/rules/1/when/tier/scheme",
                        "SCHEME_NOT_ACTIVE"),
                fault(
                        BY_RULES,
                        "{'metric':'assets','atLeast':500}",
                        "{'tier':{'scheme':'free','is':'A'}}",
                        "/rules/1/when/tier/is",
                        "UNKNOWN_TIER.other"),
                fault(
                        BY_RULES,
                        "{'metric':'assets','atLeast':500}",
                        "{'tier':{'scheme':'vip','is':'vip'}}",
                        "/rules/1/when/tier/scheme",
                        "OWN_TIER"),
                fault(
                        BY_RULES,
                        "{'metric':'assets','atLeast':500}",
                        "{'tier':{'scheme':'circle','atLeast':'high'}}",
                        "/rules/1/when/tier/scheme",
                        "SCHEME_CYCLE"),
                fault(
                        BY_RULES,
                        "'key':'rich'",
                        "'key':'well'",
                        "/tiers",
                        "TIER_IN_USE",
                        "'assign':'rich'",
                        "'assign':'well'"),
                fault(
                        SCORED,
                        "'scale':{'type':'linear','from':0,'to':1000}",
                        "'scale':{'type':'category','points':{'a':1}}",
                        "/dimensions/0/criteria/0/scale",
                        "SCALE_DOES_NOT_FIT"),
                fault(SCORED, "'cap':'silver'", "'cap':'silver','floor':'bronze'", "/rules/1", "BAD_RULE"),
                fault(SCORED, "'over':365", "'over':365,'under':9", "/rules/1/when", "BAD_CONDITION.metric"),
                fault(
                        SCORED,
                        "'missing':{'points':10}",
                        "'missing':'guess'",
                        "/dimensions/0/criteria/1/missing",
                        "BAD_MISSING"),
                fault(SCORED, "'weight':0.6", "'weight':0.60001", "/dimensions/0/weight", "TOO_MANY_DECIMALS"),
                fault(SCORED, "'review':{", "'revue':{", "/revue", "UNKNOWN_PROPERTY"));
    }

    private static Arguments fault(
            String scheme, String part, String replacement, String pointer, String sentence, String... more) {
        assertThat(scheme).contains(part);
        String faulty = scheme.replace(part, replacement);
        for (int i = 0; i < more.length; i += 2) {
            assertThat(faulty).contains(more[i]);
            faulty = faulty.replace(more[i], more[i + 1]);
        }
        return Arguments.of(sentence, faulty, pointer);
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource("faulty")
    void isRejectedForItsOwnReasonAndNoOther(String sentence, String scheme, String pointer) {
        List<Finding> errors = verify(scheme).stream().filter(Finding::isError).toList();

        assertThat(errors).as(errors.toString()).hasSize(1);
        Finding only = errors.getFirst();
        assertThat(only.sentence()).isEqualTo(sentence);
        assertThat(only.code()).isEqualTo(sentence.replaceFirst("\\..*", ""));
        assertThat(only.pointer()).isEqualTo(pointer);
        assertThat(only.in(Language.EN)).endsWith(".").doesNotContain("{").matches("[\\x00-\\x7F“”’]+");
        assertThat(only.in(Language.ZH_CN)).endsWith("。").doesNotContain("{").containsPattern("\\p{IsHan}");
    }

    @Test
    void everyReasonIsAnother() {
        List<String> reasons = faulty().map(each -> (String) each.get()[0]).toList();

        assertThat(reasons).hasSizeGreaterThanOrEqualTo(50);
        assertThat(new HashSet<>(reasons)).hasSameSizeAs(reasons);
    }

    @Test
    void whatTheFaultsArePutIntoIsSound() {
        assertThat(verify(SCORED)).isEmpty();
        assertThat(verify(BY_SHARE)).isEmpty();
        assertThat(verify(BY_RULES)).isEmpty();
    }

    private static List<Finding> verify(String scheme) {
        return switch (SchemeReader.read(Schemes.json(scheme))) {
            case SchemeReading.Unreadable unreadable -> unreadable.findings();
            case SchemeReading.Readable(Scheme read) ->
                new SchemeVerifier(new Catalogue(Schemes.catalogue(), Set.of("kind", "channel"), others()))
                        .verify(read);
        };
    }

    private static Map<String, OtherScheme> others() {
        return Map.of(
                "idle", new OtherScheme(null, null),
                "free", new OtherScheme(Schemes.read(OTHER.formatted("idle", "x")), null),
                "circle", new OtherScheme(Schemes.read(OTHER.formatted("vip", "vip")), null),
                "user", new OtherScheme(Schemes.read(OTHER.formatted("vip", "rich")), null));
    }
}
