package io.fenji.engine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.language.Term;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationWordsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Terms TERMS = new Terms(Map.of(
            "spend.365d", new Term(Map.of("zh-CN", "消费额", "en", "Spend"), "money", "365d", false),
            "recencyDays", new Term(Map.of("zh-CN", "最近购买天数", "en", "Days since last purchase"), "days", null, true),
            "returnRate.365d",
                    new Term(Map.of("zh-CN", "近365天退货率", "en", "Return rate, last 365 days"), "ratio", "365d", true)));
    private static final Facts FACTS = new Facts(
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2026, 12, 31),
            new Facts.Calibrated("2026-01-01 03:00:00 +08:00", 12_345),
            new Facts.Freshness("2026-06-30 09:00:00 +08:00", "2026-06-30 09:00:02 +08:00", TODAY));
    private static final Stay NEW = new Stay(-1, Stays.NO_DATE, Stays.NO_DATE, Stays.NO_DATE);

    private static Scheme scheme(String criteria, String more) {
        return Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'dimensions':[{'key':'value','name':{'zh-CN':'价值','en':'Value'},'weight':1,'criteria':[%s]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'zh-CN':'黄金','en':'Gold'},'enter':65,'leave':60},
                          {'key':'silver','name':{'zh-CN':'白银','en':'Silver'},'enter':40},
                          {'key':'bronze','name':{'zh-CN':'青铜','en':'Bronze'}}]%s}""".formatted(criteria, more));
    }

    private static Scheme linear(String more) {
        return scheme("{'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}", more);
    }

    private static ObjectNode explain(
            Scheme scheme, MetricTable base, MetricTable customer, Stay stay, ManualTier manual, ExistingTiers kept) {
        ManualTiers manuals = row -> manual;
        return ExplanationWords.write(
                Evaluator.of(scheme, Calibrator.calibrate(scheme, base))
                        .explain(customer, 0, new Situation(stay, manuals, TODAY, false, kept)),
                scheme,
                TERMS,
                FACTS);
    }

    private static ObjectNode explain(Scheme scheme, MetricTable customer, Stay stay) {
        return explain(scheme, customer, customer, stay, null, ExistingTiers.APPLY_NOW);
    }

    private static ObjectNode explain(Scheme scheme, Map<String, BigDecimal> metrics) {
        return explain(scheme, MetricTable.ofOne(metrics, Map.of()), NEW);
    }

    private static MetricTable spend(String spend) {
        return MetricTable.ofOne(Map.of("spend.365d", new BigDecimal(spend)), Map.of());
    }

    private static Stay in(int tier, LocalDate since, LocalDate endOfGrace) {
        return new Stay(
                tier,
                Math.toIntExact(since.toEpochDay()),
                endOfGrace == null ? Stays.NO_DATE : Math.toIntExact(endOfGrace.toEpochDay()),
                Math.toIntExact(since.toEpochDay()));
    }

    private static void says(JsonNode node, String english, String chinese) {
        assertThat(node.path("en").asText()).isEqualTo(english);
        assertThat(node.path("zh-CN").asText()).isEqualTo(chinese);
    }

    @Test
    void aCriterionSaysValuePointsWeightAndContribution() {
        Scheme scheme = scheme("""
                {'metric':'spend.365d','weight':3,'scale':{'type':'quantile','bins':5}},
                {'metric':'recencyDays','weight':5,'scale':{'type':'decay','halfLifeDays':90}},
                {'metric':'returnRate.365d','weight':2,'scale':{'type':'steps','steps':[[0,100],[0.1,50]]}}""", "");
        TableBuilder base = new TableBuilder(scheme.metrics(), List.of(), 5);
        for (int i = 1; i <= 5; i++) {
            base.addRow();
            base.metric("spend.365d", BigDecimal.valueOf(2_000L * i));
        }
        MetricTable customer = MetricTable.ofOne(
                Map.of(
                        "spend.365d", new BigDecimal("7200"),
                        "recencyDays", new BigDecimal("90"),
                        "returnRate.365d", new BigDecimal("0.125")),
                Map.of());

        ObjectNode explained = explain(scheme, base.build(), customer, NEW, null, ExistingTiers.APPLY_NOW);

        JsonNode criteria = explained.at("/dimensions/0/criteria");
        says(
                criteria.at("/0/words"),
                "Spend, last 365 days: 7,200.00; that is quantile group 4 of 5, counted from the worst (higher is better)"
                        + " → 80 points; weight 30% → contributes 24.",
                "近365天消费额：7,200.00；从最差一档数起位于5档中的第4档（越高越好），得80分；权重30%，贡献24分。");
        assertThat(criteria.at("/0/window").asText()).isEqualTo("365d");
        assertThat(criteria.at("/0/unit").asText()).isEqualTo("money");
        says(criteria.at("/0/name"), "Spend", "消费额");
        says(
                criteria.at("/1/words"),
                "Days since last purchase: 90 days; 100 points, halved with every 90 days → 50 points; weight 50% →"
                        + " contributes 25.",
                "最近购买天数：90天；满分100分，每90天减半，得50分；权重50%，贡献25分。");
        assertThat(criteria.at("/1").has("window")).isFalse();
        says(
                criteria.at("/2/words"),
                "Return rate, last 365 days: 12.5%; the step from 10% on is reached → 50 points; weight 20% → contributes"
                        + " 10.",
                "近365天退货率：12.5%；达到10%起的一段，得50分；权重20%，贡献10分。");
        says(
                explained.at("/dimensions/0/words"),
                "Value: weight 100%, contributes 59 to the score.",
                "价值：权重100%，为得分贡献59分。");
        says(explained.at("/scoreWords"), "The score 59 is 59 (Value).", "得分59 = 59（价值）。");
        says(explained.at("/cut/words"), "By the cut Silver: the score 59 is at least 40.", "划分结果为白银：得分59不低于40。");
        says(
                explained.at("/words"),
                "Silver since 2026-03-01, because the score 59 is at least 40.",
                "自2026-03-01起为白银，因为得分59不低于40。");
        says(
                explained.at("/calibration/words"),
                "The numbers from the whole base were taken at 2026-01-01 03:00:00 +08:00 (customers: 12,345) and are"
                        + " frozen since.",
                "来自全体客户的数值于2026-01-01 03:00:00 +08:00按12,345位客户算出，此后不变。");
        assertThat(explained.at("/calibration/members").asLong()).isEqualTo(12_345);
        says(
                explained.at("/freshnessWords"),
                "Changes up to 2026-06-30 09:00:00 +08:00 are in it; computed at 2026-06-30 09:00:02 +08:00, for the"
                        + " business date 2026-06-30.",
                "包含截至2026-06-30 09:00:00 +08:00的变动；计算于2026-06-30 09:00:02 +08:00，业务日期为2026-06-30。");
    }

    @Test
    void aMissingValueSaysWhatItMeant() {
        Scheme scheme = scheme("""
                {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}},
                {'metric':'recencyDays','weight':1,'scale':{'type':'decay','halfLifeDays':9},'missing':{'points':30}},
                {'metric':'orders.90d','weight':2,'scale':{'type':'percentile'},'missing':'redistribute'}""", "");
        JsonNode criteria =
                explain(scheme, Map.of("spend.365d", new BigDecimal("70"))).at("/dimensions/0/criteria");

        says(
                criteria.at("/1/words"),
                "Days since last purchase: no value; for that the scheme gives 30 points; weight 50% → contributes 15.",
                "最近购买天数：无数值；方案对此给30分；权重50%，贡献15分。");
        says(
                criteria.at("/2/words"),
                "orders.90d: no value; left out, what it would weigh goes to the others.",
                "orders.90d：无数值；不计入，其权重分给其他评分项。");
        assertThat(criteria.at("/2/window").asText()).isEqualTo("90d");
    }

    @Test
    void whoHasNoTierIsToldWhy() {
        Scheme insists = scheme(
                "{'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':9},'missing':'ineligible'}",
                "");
        ObjectNode explained = explain(insists, Map.of());
        says(
                explained.at("/words"),
                "No tier since 2026-03-01, because the scheme insists on values that are missing (Spend, last 365 days).",
                "自2026-03-01起无等级，因为缺少方案必需的数值（近365天消费额）。");
        says(
                explained.at("/scoreWords"),
                "No score: the scheme insists on values that are missing (Spend, last 365 days).",
                "没有得分：缺少方案必需的数值（近365天消费额）。");

        Scheme others = linear(",'population':{'any':[{'metric':'spend.365d','over':5000},"
                + "{'not':{'attribute':'kind','is':'PERSON'}}]}");
        ObjectNode outside =
                explain(others, MetricTable.ofOne(Map.of("spend.365d", BigDecimal.TEN), Map.of("kind", "PERSON")), NEW);
        says(
                outside.at("/population/words"),
                "The customer does not belong to the scheme’s population: Spend, last 365 days: 10.00 (not over 5,000.00)"
                        + " or not (kind: “PERSON” (exactly “PERSON”)).",
                "客户不属于方案的适用范围：近365天消费额：10.00（未达到：高于5,000.00），或并非（kind：“PERSON”（等于“PERSON”））。");
        says(
                outside.at("/population/conditions/0/words"),
                "Spend, last 365 days: 10.00 (not over 5,000.00).",
                "近365天消费额：10.00（未达到：高于5,000.00）。");
        says(
                outside.at("/words"),
                "No tier since 2026-03-01, because the customer does not belong to the scheme’s population.",
                "自2026-03-01起无等级，因为客户不属于方案的适用范围。");
    }

    @Test
    void hysteresisSaysThatItHolds() {
        ObjectNode explained = explain(linear(""), spend("62"), in(0, TODAY, null));

        says(
                explained.at("/words"),
                "Gold since 2026-03-01, because hysteresis holds it: the score 62 is too low to enter, but not below 60.",
                "自2026-03-01起为黄金，因为缓冲规定保住了该等级：得分62不足以进入，但不低于60。");
    }

    @Test
    void rulesSayByWhichValuesTheyApplyAndWhatTheyDid() {
        Scheme scheme = linear("""
                ,'rules':[
                  {'key':'big','when':{'all':[{'metric':'spend.365d','over':5},{'metric':'recencyDays','atMost':30}]},'assign':'gold'},
                  {'key':'other','when':{'metric':'recencyDays','between':[1,30]},'assign':'silver'},
                  {'key':'pressed','when':{'metric':'openComplaints','atLeast':1},'cap':'silver'},
                  {'key':'lift','when':{'metric':'openComplaints','under':1},'floor':'gold'}]""");
        ObjectNode explained = explain(
                scheme,
                Map.of(
                        "spend.365d", BigDecimal.TEN,
                        "recencyDays", BigDecimal.TEN,
                        "openComplaints", BigDecimal.TWO));

        JsonNode rules = explained.get("rules");
        says(
                rules.at("/0/words"),
                "Rule big applies: Spend, last 365 days: 10.00 (over 5.00) and Days since last purchase: 10 days (at most"
                        + " 30 days). It gives Gold (before: Bronze).",
                "规则 big 适用：近365天消费额：10.00（高于5.00），且最近购买天数：10天（不高于30天）。结果：定为黄金（此前：青铜）。");
        says(
                rules.at("/1/words"),
                "Rule other applies: Days since last purchase: 10 days (from 1 day to 30 days). It gives Silver, but rule"
                        + " big comes first.",
                "规则 other 适用：最近购买天数：10天（在1天至30天之间）。结果：定为白银，但规则 big 优先。");
        says(
                rules.at("/2/words"),
                "Rule pressed applies: openComplaints: 2 (at least 1). It holds down to Silver at most (before: Gold).",
                "规则 pressed 适用：openComplaints：2（不低于1）。结果：限制为不高于白银（此前：黄金）。");
        says(
                rules.at("/3/words"),
                "Rule lift does not apply: openComplaints: 2 (not under 1).",
                "规则 lift 不适用：openComplaints：2（未达到：低于1）。");
        says(
                explained.at("/words"),
                "Silver since 2026-03-01, because rule pressed holds down to Silver at most.",
                "自2026-03-01起为白银，因为规则 pressed 限制为不高于白银。");
    }

    @Test
    void movementSaysWhatIsWaitedFor() {
        Scheme scheme =
                linear(",'movement':{'downgrade':{'graceDays':30,'renewal':{'metric':'recencyDays','under':5}}}");
        ObjectNode explained = explain(scheme, spend("10"), in(0, TODAY.minusDays(90), TODAY.plusDays(7)));

        says(
                explained.at("/movement/words"),
                "Before later rules the customer is in Gold, since 2026-04-01. It stays there, because the move to Bronze"
                        + " waits until 2026-07-07 at the earliest: the customer has these days of grace to recover. Renewal"
                        + " condition: Days since last purchase: none (not to be compared with: under 5 days).",
                "在其后的规则之前，客户自2026-04-01起处于黄金。客户留在该等级，因为变动至青铜最早须等到2026-07-07：客户尚在宽限期内，可以恢复。"
                        + "保级条件：最近购买天数：无（无法比较：低于5天）。");
        says(
                explained.at("/words"),
                "Gold since 2026-03-01, because the move to Bronze waits until 2026-07-07 at the earliest: the customer has"
                        + " these days of grace to recover.",
                "自2026-03-01起为黄金，因为变动至青铜最早须等到2026-07-07：客户尚在宽限期内，可以恢复。");
    }

    @Test
    void anActivationSaysWhatItKeeps() {
        ExistingTiers kept = new ExistingTiers(
                ExistingTiers.Mode.PROTECT_UNTIL,
                Math.toIntExact(LocalDate.of(2026, 9, 30).toEpochDay()));
        Stay stay = new Stay(0, Math.toIntExact(TODAY.toEpochDay()), Stays.NO_DATE, Stays.NO_DATE, 0);
        MetricTable customer = spend("10");

        ObjectNode explained = explain(linear(""), customer, customer, stay, null, kept);

        says(
                explained.at("/existingTier/words"),
                "Gold, from before the new version of the scheme, is the least for now. From 2026-09-30 on nothing is kept."
                        + " The new version would give Bronze.",
                "目前等级不低于新版方案生效前的黄金。自2026-09-30起不再保留。新版方案会给出青铜。");
        says(
                explained.at("/words"),
                "Gold since 2026-03-01, because the move to Bronze waits until 2026-09-30 at the earliest: the tier from"
                        + " before the new version of the scheme is protected.",
                "自2026-03-01起为黄金，因为变动至青铜最早须等到2026-09-30：新版方案生效前的等级受保护。");
    }

    @Test
    void anOverrideSaysWhatItDoesAndWhenItEnds() {
        MetricTable customer = spend("10");
        ObjectNode explained =
                explain(linear(""), customer, customer, NEW, new ManualTier(-1, 1, 0), ExistingTiers.APPLY_NOW);

        says(
                explained.at("/override/words"),
                "Somebody has given the customer Silver at least and Gold at most. Without that it would be Bronze. It ends"
                        + " on 2026-12-31.",
                "等级由人工指定为不低于白银且不高于黄金。若无此指定，等级为青铜。此指定于2026-12-31失效。");
        says(
                explained.at("/words"),
                "Silver since 2026-03-01, because somebody has given it.",
                "自2026-03-01起为白银，因为等级由人工指定。");
    }

    @Test
    void aTierElsewhereIsNamedByItsScheme() {
        Scheme scheme = linear(",'rules':[{'key':'r','when':{'tier':{'scheme':'abc','in':['A','B']}},'floor':'gold'}]");
        TableBuilder customer = new TableBuilder(scheme.metrics(), List.of(), Map.of("abc", List.of("A", "B", "C")), 1);
        customer.addRow();
        customer.metric("spend.365d", BigDecimal.TEN);
        customer.tier("abc", "B");

        says(
                explain(scheme, customer.build(), NEW).at("/rules/0/words"),
                "Rule r applies: Tier in the scheme abc: “B” (one of “A”, “B”). It lifts to Gold at least (before: Bronze).",
                "规则 r 适用：在方案 abc 中的等级：“B”（属于“A”、“B”）。结果：提升至不低于黄金（此前：青铜）。");
    }

    @Test
    void sharesSayWhereTheyBegan() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'cut':{'type':'valueShare','metric':'spend.365d','shares':[0.8]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");
        TableBuilder base = new TableBuilder(scheme.metrics(), List.of(), 5);
        for (int spend : new int[] {100, 1000, 400, 50, 10}) {
            base.addRow();
            base.metric("spend.365d", BigDecimal.valueOf(spend));
        }

        ObjectNode first = explain(scheme, base.build(), spend("700"), NEW, null, ExistingTiers.APPLY_NOW);
        says(
                first.at("/cut/words"),
                "By the cut A: Spend, last 365 days is 700.00, at least 400.00, the least of those who made the first 80% of"
                        + " the total.",
                "划分结果为A：近365天消费额为700.00，不低于400.00，即校准时贡献总额前80%的客户中的最低值。");
        ObjectNode last = explain(scheme, base.build(), spend("399.99"), NEW, null, ExistingTiers.APPLY_NOW);
        says(
                last.at("/cut/words"),
                "By the cut B: Spend, last 365 days is 399.99, which reaches no threshold.",
                "划分结果为B：近365天消费额为399.99，未达到任何界线。");
        says(last.at("/scoreWords"), "No score: the scheme has no criteria.", "没有得分：方案没有评分项。");
    }
}
