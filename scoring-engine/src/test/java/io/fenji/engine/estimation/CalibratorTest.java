package io.fenji.engine.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fenji.engine.Schemes;
import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {

    private static final Scheme SHARES = Schemes.read("""
            {'key':'abc','name':{'en':'ABC'},
             'cut':{'type':'valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""");

    private static final Scheme RFM = Schemes.read("""
            {'key':'rfm','name':{'en':'RFM'},
             'population':{'metric':'grossSpend.lifetime','over':0},
             'dimensions':[{'key':'all','weight':1,'criteria':[
               {'metric':'spend.365d','weight':1,'scale':{'type':'quantile','bins':4}},
               {'metric':'spend.365d','weight':1,'scale':{'type':'percentile'}}]}],
             'cut':{'type':'valueShare','metric':'grossSpend.lifetime','shares':[0.8,0.95]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""");

    @Test
    void findsTheValuesAtWhichSharesBegin() {
        assertThat(thresholds(50, 25, 10, 9, 6)).containsExactly(decimal("10"), decimal("6"));
    }

    @Test
    void givesTheCustomerWhoCrossesAShareToTheHigherTier() {
        assertThat(thresholds(79, 6, 15)).containsExactly(decimal("15"), decimal("6"));
    }

    @Test
    void endsATierBeforeACustomerWhoComesExactlyAfterTheShare() {
        assertThat(thresholds(80, 15, 5)).containsExactly(decimal("80"), decimal("15"));
    }

    @Test
    void leavesATierEmptyThatOneGreatCustomerSkips() {
        assertThat(thresholds(1_000, 1, 1)).containsExactly(decimal("1000"), decimal("1000"));
    }

    @Test
    void givesOneCustomerTheHighestTier() {
        assertThat(thresholds(3)).containsExactly(decimal("3"), decimal("3"));
    }

    @Test
    void givesEqualCustomersTheHighestTier() {
        assertThat(thresholds(4, 4, 4, 4)).containsExactly(decimal("4"), decimal("4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "-5,-5,0"})
    void hasNoThresholdsWhenNothingIsAboveZero(String values) {
        long[] gross = values.isEmpty()
                ? new long[0]
                : Arrays.stream(values.split(",")).mapToLong(Long::parseLong).toArray();

        assertThat(thresholds(gross)).isEmpty();
    }

    @Test
    void agreesWithBruteForce() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            long[] values = random.longs(random.nextInt(1, 120), -20, 1 + random.nextInt(500))
                    .toArray();
            List<BigDecimal> thresholds = thresholds(values);
            for (long value : values) {
                int tier = 0;
                while (tier < thresholds.size() && decimal("" + value).compareTo(thresholds.get(tier)) < 0) {
                    tier++;
                }
                assertThat(thresholds.isEmpty() ? 2 : tier)
                        .as("seed %d value %d", seed, value)
                        .isEqualTo(bruteForce(values, value));
            }
        }
    }

    private static int bruteForce(long[] values, long value) {
        long total = Arrays.stream(values).filter(v -> v > 0).sum();
        long before = Arrays.stream(values).filter(v -> v > 0 && v > value).sum();
        if (value <= 0) {
            return 2;
        }
        if (before * 100 < total * 80) {
            return 0;
        }
        return before * 100 < total * 95 ? 1 : 2;
    }

    /// The customers with 20 % of the highest values first, then those up to one half.
    private static final String TOP = """
            {'key':'top','name':{'en':'Top'},
             'dimensions':[{'key':'value','weight':1,'criteria':[
               {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100},'missing':'ineligible'}]}],
             'cut':{'type':'topShare'%s,'shares':[0.2,0.5]},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""";

    @ParameterizedTest
    @CsvSource({
        "'10 20 30 40 50 60 70 80 90 100', '2 3 5'",
        "'1 2 3 4 5', '1 2 2'",
        "'1 2 3', '1 1 1'",
        "'1 2', '0 1 1'",
        "'5', '0 1 0'",
        "'', '0 0 0'",
        "'7 7 7 7 7 7 7 7 7 9', '1 0 9'",
        "'0 0 0 0 0 0 0 8 8 8', '3 0 7'",
        "'3 3 3 3', '0 4 0'"
    })
    void putsTheCustomersOnTopInTheFirstTiers(String values, String counts) {
        long[] spends = values.isEmpty()
                ? new long[0]
                : Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();

        assertThat(top(TOP.formatted(""), spends).countByTier()).isEqualTo(counts(counts));
        assertThat(top(TOP.formatted(",'metric':'grossSpend.lifetime'"), spends).countByTier())
                .isEqualTo(counts(counts));
    }

    @Test
    void givesTopSharesAsBruteForceDoes() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            long[] values = random.longs(random.nextInt(1, 120), 0, 1 + random.nextInt(100))
                    .toArray();
            Evaluation tiers = top(TOP.formatted(""), values);
            for (int row = 0; row < values.length; row++) {
                long value = values[row];
                long above =
                        Arrays.stream(values).filter(other -> other > value).count();
                long equal =
                        Arrays.stream(values).filter(other -> other == value).count();
                long middle = (2 * above + equal) * 5;
                int tier = middle <= 2L * values.length ? 0 : middle <= 5L * values.length ? 1 : 2;
                assertThat(tiers.tierCode(row))
                        .as("seed %d value %d", seed, value)
                        .isEqualTo(tier);
            }
        }
    }

    @Test
    void keepsTheThresholdsOfATopShareForOthers() {
        Scheme scheme = Schemes.read(TOP.formatted(""));
        Calibration frozen = Calibrator.calibrate(scheme, base(1, new long[] {10, 20, 30, 40, 50}));

        assertThat(frozen.share())
                .isEqualTo(new CalibratedShare.TopThresholds(null, 5, List.of(decimal("50"), decimal("30"))));
        assertThat(CalibrationJson.read(CalibrationJson.write(frozen))).isEqualTo(frozen);
        assertThat(Evaluator.of(scheme, frozen)
                        .evaluate(base(1, new long[] {50, 49, 30, 29, 100}))
                        .countByTier())
                .containsExactly(2, 2, 1);
    }

    @Test
    void leavesWhoHasNoScoreOutOfATopShare() {
        TableBuilder table = new TableBuilder(List.of("spend.365d"), List.of(), 3);
        for (int row = 0; row < 3; row++) {
            table.addRow();
            if (row > 0) {
                table.metric(0, row * Fixed.ONE);
            }
        }
        Scheme scheme = Schemes.read(TOP.formatted(""));
        Calibration frozen = Calibrator.calibrate(scheme, table.build());

        assertThat(frozen.share())
                .isEqualTo(new CalibratedShare.TopThresholds(null, 2, List.of(decimal("2.0001"), decimal("2"))));
    }

    @Test
    void beginsATopShareAboveTheGreatestValueThereIs() {
        TableBuilder table = new TableBuilder(List.of("assets", "spend.365d"), List.of(), 1);
        table.addRow();
        table.metric("assets", decimal("400000000000000"));
        table.metric("spend.365d", BigDecimal.ONE);
        MetricTable one = table.build();
        Scheme scheme = Schemes.read(TOP.formatted(",'metric':'assets'"));

        assertThat(Evaluator.of(scheme, Calibrator.calibrate(scheme, one))
                        .evaluate(one)
                        .countByTier())
                .containsExactly(0, 1, 0);
    }

    private static Evaluation top(String document, long[] values) {
        Scheme scheme = Schemes.read(document);
        MetricTable base = base(1, values);
        return Evaluator.of(scheme, Calibrator.calibrate(scheme, base)).evaluate(base);
    }

    private static long[] counts(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Test
    void looksAtMembersOfThePopulationOnly() {
        Calibration calibration = Calibrator.calibrate(RFM, base(1, new long[] {-3, 10, 20, 30, 40}));

        assertThat(calibration.members()).isEqualTo(4);
        assertThat(calibration.scales().getFirst())
                .isEqualTo(new CalibratedScale.Quantiles(
                        "/dimensions/0/criteria/0",
                        "spend.365d",
                        4,
                        List.of(decimal("10"), decimal("20"), decimal("30"))));
    }

    @Test
    void givesTheSameBytesForTheSameCustomersInAnyOrder() {
        long[] values = new Random(5).longs(3_000, -100, 100_000).toArray();
        long[] reversed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }

        String first = CalibrationJson.write(Calibrator.calibrate(RFM, base(1, values)));
        String second = CalibrationJson.write(Calibrator.calibrate(RFM, base(1, reversed)));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void tellsOtherDataByTheHash() {
        Calibration one = Calibrator.calibrate(RFM, base(1, new long[] {1, 2, 3}));
        Calibration other = Calibrator.calibrate(RFM, base(1, new long[] {1, 2, 4}));

        assertThat(other.dataHash()).isNotEqualTo(one.dataHash()).hasSize(64);
    }

    @Test
    void isTheSameAfterWritingAndReading() {
        long[] values = new Random(9).longs(2_500, 1, 4_000_000_000_000L).toArray();
        Calibration calibration = Calibrator.calibrate(RFM, base(100, values));
        String json = CalibrationJson.write(calibration);

        assertThat(CalibrationJson.read(json)).isEqualTo(calibration);
        assertThat(CalibrationJson.write(CalibrationJson.read(json))).isEqualTo(json);
    }

    @Test
    void writesCanonicalJsonWithPlainDecimals() {
        String json = CalibrationJson.write(Calibrator.calibrate(RFM, base(1, new long[] {100, 2_000_000, 30})));

        assertThat(json).startsWith(Schemes.json("""
                        {'scheme':'rfm','members':3,'scales':[\
                        {'criterion':'/dimensions/0/criteria/0','metric':'spend.365d','type':'quantile','values':3,\
                        'breakpoints':[30,100,2000000]},\
                        {'criterion':'/dimensions/0/criteria/1','metric':'spend.365d','type':'percentile','values':3,\
                        'knots':[[30,16.6667],[100,50],[2000000,83.3333]]}],\
                        'share':{'metric':'grossSpend.lifetime','total':2000130,'thresholds':[2000000,2000000]},\
                        'dataHash':'"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{", "{\"scheme\":\"x\",\"members\":1,\"scales\":[{}],\"dataHash\":\"\"}"})
    void refusesToReadWhatIsNoCalibration(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> CalibrationJson.read(json));
    }

    @Test
    void sumsBeyondTheRangeOfALong() {
        TableBuilder table = new TableBuilder(List.of("grossSpend.lifetime"), List.of(), 10);
        for (int i = 0; i < 10; i++) {
            table.addRow();
            table.metric(0, 4_000_000_000_000_000_000L);
        }
        CalibratedShare share = Calibrator.calibrate(SHARES, table.build()).share();

        assertThat(share)
                .isEqualTo(new CalibratedShare.Thresholds(
                        "grossSpend.lifetime",
                        decimal("4000000000000000"),
                        List.of(decimal("400000000000000"), decimal("400000000000000"))));
    }

    private static List<BigDecimal> thresholds(long... values) {
        return switch (Calibrator.calibrate(SHARES, base(1, values)).share()) {
            case CalibratedShare.Thresholds thresholds -> thresholds.thresholds();
            case CalibratedShare.TopThresholds _, CalibratedShare.Clusters _, CalibratedShare.NotUsed _ ->
                throw new AssertionError("no thresholds");
        };
    }

    private static MetricTable base(long divisor, long[] values) {
        TableBuilder table = new TableBuilder(List.of("spend.365d", "grossSpend.lifetime"), List.of(), values.length);
        for (long value : values) {
            table.addRow();
            table.metric(0, value * Fixed.ONE / divisor);
            table.metric(1, value * Fixed.ONE / divisor);
        }
        return table.build();
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }
}
