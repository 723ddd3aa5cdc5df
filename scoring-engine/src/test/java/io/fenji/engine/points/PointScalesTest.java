package io.fenji.engine.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fenji.engine.Schemes;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointScalesTest {

    private static final String PLACE = "/dimensions/0/criteria/0";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'type':'steps','steps':[[1,20],[5,60],[10,100]]} | 0.9999 | 0
            {'type':'steps','steps':[[1,20],[5,60],[10,100]]} | 1      | 20
            {'type':'steps','steps':[[1,20],[5,60],[10,100]]} | 4.9999 | 20
            {'type':'steps','steps':[[1,20],[5,60],[10,100]]} | 5      | 60
            {'type':'steps','steps':[[1,20],[5,60],[10,100]]} | 99999  | 100
            {'type':'steps','steps':[[0,100],[30,50]]}        | 30     | 50
            {'type':'linear','from':0,'to':20}                | -1     | 0
            {'type':'linear','from':0,'to':20}                | 0      | 0
            {'type':'linear','from':0,'to':20}                | 5      | 25
            {'type':'linear','from':0,'to':20}                | 20     | 100
            {'type':'linear','from':0,'to':20}                | 21     | 100
            {'type':'linear','from':0,'to':3}                 | 2      | 66.6667
            {'type':'linear','from':180,'to':30}              | 30     | 100
            {'type':'linear','from':180,'to':30}              | 180    | 0
            {'type':'linear','from':180,'to':30}              | 105    | 50
            {'type':'linear','from':-400000000000000,'to':400000000000000} | 0 | 50
            {'type':'log','from':100,'to':100000}             | -5     | 0
            {'type':'log','from':100,'to':100000}             | 0      | 0
            {'type':'log','from':100,'to':100000}             | 100    | 0
            {'type':'log','from':100,'to':100000}             | 1000   | 33.3333
            {'type':'log','from':100,'to':100000}             | 10000  | 66.6667
            {'type':'log','from':100,'to':100000}             | 99999.9999 | 100
            {'type':'log','from':100,'to':100000}             | 400000000000000 | 100
            {'type':'log','from':1,'to':3}                    | 2      | 63.093
            {'type':'log','from':300000000000000,'to':300000000000000.02} | 300000000000000.01 | 50
            {'type':'log','from':100000000000,'to':100000000001} | 100000000000.25 | 25
            {'type':'log','from':400000000000000,'to':0.0001} | 0.0002 | 98.3817
            {'type':'log','from':64,'to':1}                   | 8      | 50
            {'type':'log','from':64,'to':1}                   | 65     | 0
            {'type':'log','from':64,'to':1}                   | 0      | 100
            {'type':'decay','halfLifeDays':90}                | -5     | 100
            {'type':'decay','halfLifeDays':90}                | 0      | 100
            {'type':'decay','halfLifeDays':90}                | 90     | 50
            {'type':'decay','halfLifeDays':90}                | 45     | 70.7107
            {'type':'decay','halfLifeDays':90}                | 180    | 25
            {'type':'decay','halfLifeDays':90}                | 400000000000000 | 0
            """)
    void givesThePointsOfTheScale(String scale, BigDecimal value, BigDecimal points) {
        Scheme scheme = Schemes.withScale(scale);

        assertThat(points(scheme, base(), value)).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'type':'quantile','bins':5}                  | 1  | 20
            {'type':'quantile','bins':5}                  | 2  | 20
            {'type':'quantile','bins':5}                  | 3  | 40
            {'type':'quantile','bins':5}                  | 10 | 100
            {'type':'quantile','bins':5}                  | 99 | 100
            {'type':'quantile','bins':5}                  | -9 | 20
            {'type':'quantile','bins':5,'better':'lower'} | 1  | 100
            {'type':'quantile','bins':5,'better':'lower'} | 2  | 100
            {'type':'quantile','bins':5,'better':'lower'} | 3  | 80
            {'type':'quantile','bins':5,'better':'lower'} | 10 | 20
            {'type':'quantile','bins':3}                  | 4  | 33.3333
            {'type':'quantile','bins':3}                  | 5  | 66.6667
            {'type':'percentile'}                         | 1  | 5
            {'type':'percentile'}                         | 10 | 95
            {'type':'percentile'}                         | 5.5| 50
            {'type':'percentile'}                         | 0  | 0
            {'type':'percentile'}                         | 11 | 100
            {'type':'percentile','better':'lower'}        | 1  | 95
            {'type':'percentile','better':'lower'}        | 11 | 0
            """)
    void ranksAmongTheValuesOneToTen(String scale, BigDecimal value, BigDecimal points) {
        Scheme scheme = Schemes.withScale(scale);

        assertThat(points(scheme, base(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), value)).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'type':'quantile','bins':4}                  | 25
            {'type':'quantile','bins':4,'better':'lower'} | 25
            {'type':'percentile'}                         | 50
            {'type':'percentile','better':'lower'}        | 50
            """)
    void giveAllEqualCustomersTheSamePoints(String scale, BigDecimal points) {
        Scheme scheme = Schemes.withScale(scale);

        assertThat(points(scheme, base(-7, -7, -7), BigDecimal.valueOf(-7))).isEqualByComparingTo(points);
        assertThat(points(scheme, base(-7), BigDecimal.valueOf(-7))).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'quantile','bins':4}", "{'type':'percentile'}"})
    void areNeutralWhenNobodyHadAValue(String scale) {
        assertThat(points(Schemes.withScale(scale), base(), BigDecimal.TEN)).isEqualByComparingTo("50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'quantile','bins':7}",
                "{'type':'quantile','bins':7,'better':'lower'}",
                "{'type':'percentile'}",
                "{'type':'percentile','better':'lower'}"
            })
    void calibratedScalesAreMonotoneAndWithinBounds(String scale) {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            int spread = 1 << random.nextInt(1, 24);
            long[] values =
                    random.longs(random.nextInt(1, 4_000), -spread, spread).toArray();
            Scheme scheme = Schemes.withScale(scale);
            Calibration calibration = Calibrator.calibrate(scheme, base(values));
            PointScale points = scale(scheme, calibration);
            boolean higher = !scale.contains("lower");
            long last = higher ? 0 : Fixed.HUNDRED;
            for (long value = -spread - 1; value <= spread + 1; value += Math.max(1, spread / 997)) {
                long now = points.points(value * Fixed.ONE);
                assertThat(now).as("seed %d value %d", seed, value).isBetween(0L, Fixed.HUNDRED);
                assertThat(higher ? now - last : last - now)
                        .as("seed %d value %d", seed, value)
                        .isNotNegative();
                last = now;
            }
        }
    }

    @Test
    void percentilesOfAThinnedTableStayNearTheExactOnes() {
        long seed = 7;
        long[] values = new Random(seed)
                .longs(50_000, 0, 1_000_000)
                .map(v -> v * v / 1_000_000)
                .toArray();
        Scheme scheme = Schemes.withScale("{'type':'percentile'}");
        PointScale points = scale(scheme, Calibrator.calibrate(scheme, base(values)));
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int rank = 0; rank < sorted.length; rank += 101) {
            double exact = 100.0 * rank / sorted.length;
            assertThat(points.points(sorted[rank] * Fixed.ONE) / 10_000.0)
                    .as("seed %d rank %d", seed, rank)
                    .isCloseTo(exact, Offset.offset(0.6));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'steps','steps':[[1,20],[5,90],[10,40],[11,60]]}",
                "{'type':'linear','from':2,'to':9}",
                "{'type':'linear','from':9,'to':2}",
                "{'type':'log','from':2,'to':9}",
                "{'type':'log','from':9,'to':2}",
                "{'type':'decay','halfLifeDays':0.5}",
                "{'type':'quantile','bins':5}",
                "{'type':'quantile','bins':5,'better':'lower'}",
                "{'type':'percentile'}",
                "{'type':'percentile','better':'lower'}"
            })
    void knowsTheMostOfARangeAndWhereNothingChangesAnyMore(String document) {
        Scheme scheme = Schemes.withScale(document);
        PointScale points = scale(scheme, Calibrator.calibrate(scheme, base(1, 2, 2, 5, 8, 11)));
        long step = Fixed.ONE / 4;
        for (long low = -step; low < 13 * Fixed.ONE; low += step) {
            long most = points.points(low);
            for (long high = low; high < 13 * Fixed.ONE; high += step) {
                most = Math.max(most, points.points(high));
                assertThat(points.most(low, high)).as("%d to %d", low, high).isEqualTo(most);
            }
            long settled = points.settledFrom();
            assertThat(points.points(settled + Math.max(0, low))).isEqualTo(points.points(settled));
        }
    }

    @Test
    void refusesACalibrationOfAnotherScale() {
        Scheme five = Schemes.withScale("{'type':'quantile','bins':5}");
        Calibration ofFour = Calibrator.calibrate(Schemes.withScale("{'type':'quantile','bins':4}"), base(1, 2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scale(five, ofFour))
                .withMessageContaining(PLACE);
    }

    private static BigDecimal points(Scheme scheme, MetricTable base, BigDecimal value) {
        return Fixed.toDecimal(scale(scheme, Calibrator.calibrate(scheme, base)).points(Fixed.of(value)));
    }

    private static PointScale scale(Scheme scheme, Calibration calibration) {
        Scale scale = scheme.dimensions().getFirst().criteria().getFirst().scale();
        return PointScales.of(scale, PLACE, "spend.365d", calibration);
    }

    private static MetricTable base(long... values) {
        TableBuilder table = new TableBuilder(List.of("spend.365d"), List.of(), values.length);
        for (long value : values) {
            table.addRow();
            table.metric(0, value * Fixed.ONE);
        }
        return table.build();
    }
}
