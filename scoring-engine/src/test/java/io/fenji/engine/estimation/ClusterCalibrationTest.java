package io.fenji.engine.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.Schemes;
import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.CalibratedShare.Cluster;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterCalibrationTest {

    private static final List<String> METRICS = List.of("spend.365d", "recencyDays", "orders.365d");

    private static final String CLUSTERS = """
            {'key':'c','name':{'en':'C'},'population':{'not':{'metric':'orders.365d','over':1000}},
             'cut':{'type':'clusters','features':[%s]%s},
             'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}},{'key':'C','name':{'en':'C'}}]}""";

    private static final String SPEND = "{'metric':'spend.365d'}";
    private static final String SPEND_AND_RECENCY = "{'metric':'spend.365d'},{'metric':'recencyDays','better':'lower'}";

    @Test
    void findsGroupsThatAreFarApartAndPutsTheMostValuableFirst() {
        List<long[]> customers = new ArrayList<>();
        Random random = new Random(3);
        long[][] middles = {{100, 300}, {9_000, 10}, {4_000, 90}};
        for (int i = 0; i < 300; i++) {
            long[] middle = middles[i % 3];
            customers.add(new long[] {middle[0] + random.nextInt(-50, 51), middle[1] + random.nextInt(-5, 6), 1});
        }
        Scheme scheme = scheme(SPEND_AND_RECENCY, "");
        MetricTable base = table(customers);
        Calibration calibration = Calibrator.calibrate(scheme, base);
        Evaluation tiers = Evaluator.of(scheme, calibration).evaluate(base);

        assertThat(tiers.countByTier()).containsExactly(100, 100, 100);
        for (int row = 0; row < 300; row++) {
            assertThat(tiers.tierCode(row)).isEqualTo(new int[] {2, 0, 1}[row % 3]);
        }
        assertThat(clusters(calibration).silhouette()).isGreaterThan(new BigDecimal("0.9"));
        assertThat(clusters(calibration).clusters())
                .extracting(Cluster::members)
                .containsExactly(100L, 100L, 100L);
    }

    @Test
    void isAsGoodAsTheBestOfAllAssignments() {
        for (long seed = 1; seed <= 150; seed++) {
            Random random = new Random(seed);
            List<long[]> customers = random(random, random.nextInt(1, 8), 12);
            Calibration calibration = Calibrator.calibrate(scheme(SPEND_AND_RECENCY, ""), table(customers));
            double best = BruteForce.inertia(customers, 3);

            assertThat(clusters(calibration).inertia().doubleValue())
                    .as("seed %d", seed)
                    .isCloseTo(best, within(0.002 + best * 0.002));
        }
    }

    @Test
    void givesEachCustomerTheNearestCentreAndTheHigherTierWhereTwoAreEquallyNear() {
        for (long seed = 1; seed <= 50; seed++) {
            List<long[]> customers = random(new Random(seed), 60, 9);
            Scheme scheme = scheme(SPEND_AND_RECENCY, "");
            MetricTable base = table(customers);
            Calibration calibration = Calibrator.calibrate(scheme, base);
            Evaluation tiers = Evaluator.of(scheme, calibration).evaluate(base);
            Map<List<Long>, Integer> byValues = new HashMap<>();
            for (int row = 0; row < base.size(); row++) {
                List<Long> values = List.of(customers.get(row)[0], customers.get(row)[1]);
                String place = "seed " + seed + " row " + row;
                assertThat(tiers.tierCode(row)).as(place).isEqualTo(nearest(clusters(calibration), values));
                assertThat(byValues.computeIfAbsent(values, new Places(tiers, row)::of))
                        .as(place)
                        .isEqualTo(tiers.tierCode(row));
            }
            assertThat(clusters(calibration).clusters())
                    .extracting(Cluster::members)
                    .containsExactlyElementsOf(LongStream.of(tiers.countByTier())
                            .limit(clusters(calibration).clusters().size())
                            .boxed()
                            .toList());
        }
    }

    private record Places(Evaluation tiers, int row) {
        int of(List<Long> ignored) {
            return tiers.tierCode(row);
        }
    }

    /// The nearest centre in decimals.
    private static int nearest(CalibratedShare.Clusters frozen, List<Long> values) {
        int nearest = -1;
        BigDecimal least = BigDecimal.ZERO;
        for (int i = 0; i < frozen.clusters().size(); i++) {
            BigDecimal square = BigDecimal.ZERO;
            for (int f = 0; f < values.size(); f++) {
                CalibratedShare.Feature feature = frozen.features().get(f);
                BigDecimal scaled = BigDecimal.valueOf(values.get(f))
                        .subtract(feature.centre())
                        .divide(feature.scale(), 4, RoundingMode.HALF_UP);
                square = square.add(
                        scaled.subtract(frozen.clusters().get(i).centre().get(f))
                                .pow(2));
            }
            if (nearest < 0 || square.compareTo(least) < 0) {
                nearest = i;
                least = square;
            }
        }
        return nearest;
    }

    @Test
    void givesTheHigherTierToACustomerInTheMiddle() {
        Scheme scheme = scheme(SPEND, "");
        Calibration frozen = Calibrator.calibrate(scheme, spends(0, 0, 20, 20));

        assertThat(tiers(scheme, frozen, spends(9, 10, 11))).containsExactly(1, 0, 0);
    }

    @Test
    void givesTheSameBytesForTheSameCustomersInAnyOrder() {
        List<long[]> customers = random(new Random(11), 5_000, 200);
        for (long[] customer : customers.subList(0, 4_000)) {
            customer[0] = customer[0] * 1_000_003L % 777_777;
        }
        Scheme scheme = scheme(
                "{'metric':'spend.365d','transform':'log'},{'metric':'recencyDays','better':'lower'}",
                ",'orderBy':'orders.365d'");

        String first = CalibrationJson.write(Calibrator.calibrate(scheme, table(customers)));
        Collections.shuffle(customers, new Random(1));
        String second = CalibrationJson.write(Calibrator.calibrate(scheme, table(customers)));

        assertThat(second).isEqualTo(first);
        assertThat(CalibrationJson.write(CalibrationJson.read(first))).isEqualTo(first);
        assertThat(CalibrationJson.read(first)).isEqualTo(Calibrator.calibrate(scheme, table(customers)));
    }

    @Test
    void givesTheSameBytesInAnyOrderWhenStartsAreTriedOnASample() {
        List<long[]> customers = new ArrayList<>();
        Random random = new Random(12);
        for (int i = 0; i < 60_000; i++) {
            customers.add(new long[] {random.nextLong(1_000_000_000), random.nextLong(1_000), 1});
        }
        Scheme scheme = scheme(SPEND_AND_RECENCY, "");

        String first = CalibrationJson.write(Calibrator.calibrate(scheme, table(customers)));
        Collections.shuffle(customers, new Random(1));

        assertThat(CalibrationJson.write(Calibrator.calibrate(scheme, table(customers))))
                .isEqualTo(first);
    }

    @Test
    void findsAFewThatAreFarAwayThoughTheSampleMissesThem() {
        List<long[]> customers = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            customers.add(new long[] {i, 0, 1});
        }
        customers.add(new long[] {40_000_000_000_000L, 0, 1});
        Scheme scheme = scheme(SPEND, "");

        assertThat(clusters(Calibrator.calibrate(scheme, table(customers))).clusters())
                .extracting(Cluster::members)
                .containsExactly(1L, 60_000L);
    }

    @Test
    void hashesWhichValuesGoTogether() {
        Scheme scheme = scheme(SPEND_AND_RECENCY, "");
        Calibration one = Calibrator.calibrate(scheme, table(List.of(new long[] {1, 1, 1}, new long[] {2, 2, 1})));
        Calibration other = Calibrator.calibrate(scheme, table(List.of(new long[] {1, 2, 1}, new long[] {2, 1, 1})));
        Calibration more = Calibrator.calibrate(
                scheme, table(List.of(new long[] {1, 1, 1}, new long[] {2, 2, 1}, new long[] {2, 2, 1})));

        assertThat(List.of(one.dataHash(), other.dataHash(), more.dataHash())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '5 -5', '2 2'",
        "'7', '1', '7 0 9', '0 0 0'",
        "'7 7 7', '3', '7 8', '0 0'",
        "'7 9 9', '2 1', '7 9 8', '1 0 0'",
        "'1 2 3', '1 1 1', '1 2 3', '2 1 0'"
    })
    void hasFewerClustersThanTiersWhenCustomersAreNotDifferentEnough(
            String base, String members, String others, String tiers) {
        Scheme scheme = scheme(SPEND, "");
        Calibration calibration = Calibrator.calibrate(scheme, spends(numbers(base)));

        assertThat(clusters(calibration).clusters())
                .extracting(Cluster::members)
                .containsExactlyElementsOf(
                        LongStream.of(numbers(members)).boxed().toList());
        assertThat(clusters(calibration).silhouette() == null)
                .isEqualTo(clusters(calibration).clusters().size() < 2);
        assertThat(tiers(scheme, calibration, spends(numbers(others))))
                .containsExactly(
                        LongStream.of(numbers(tiers)).mapToInt(Math::toIntExact).toArray());
    }

    @Test
    void putsWhoLacksAFeatureInTheLastTierAndLeavesThemOutOfTheEstimate() {
        Scheme scheme = scheme(SPEND_AND_RECENCY, "");
        List<@Nullable Long[]> customers = List.of(
                new @Nullable Long[] {9L, 1L},
                new @Nullable Long[] {5L, 5L},
                new @Nullable Long[] {1L, 9L},
                new @Nullable Long[] {null, 1L},
                new @Nullable Long[] {9L, null});
        TableBuilder table = new TableBuilder(METRICS, List.of(), 5);
        for (@Nullable Long[] customer : customers) {
            table.addRow();
            table.metric(2, Fixed.ONE);
            for (int i = 0; i < 2; i++) {
                Long value = customer[i];
                if (value != null) {
                    table.metric(i, value * Fixed.ONE);
                }
            }
        }
        MetricTable base = table.build();
        Calibration calibration = Calibrator.calibrate(scheme, base);

        assertThat(clusters(calibration).customers()).isEqualTo(3);
        assertThat(calibration.members()).isEqualTo(5);
        assertThat(tiers(scheme, calibration, base)).containsExactly(0, 1, 2, 2, 2);
    }

    @Test
    void looksAtMembersOfThePopulationOnly() {
        Scheme scheme = scheme(SPEND, "");
        Calibration calibration = Calibrator.calibrate(
                scheme, table(List.of(new long[] {1, 0, 1}, new long[] {5, 0, 1}, new long[] {900, 0, 1_001})));

        assertThat(clusters(calibration).customers()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'metric':'spend.365d'}                     | ~~                        | 0 1 2
            {'metric':'spend.365d','better':'lower'}    | ~~                        | 2 1 0
            {'metric':'spend.365d'}                     | ,'orderBy':'recencyDays'  | 1 2 0
            {'metric':'spend.365d','better':'lower'}    | ,'orderBy':'spend.365d'   | 2 1 0
            {'metric':'spend.365d'}                     | ,'orderBy':'orders.365d'  | 1 0 2
            {'metric':'spend.365d'}                     | ,'orderBy':'assets'       | 0 1 2
            """)
    void ordersClustersByValue(String features, String orderBy, String tiers) {
        Scheme scheme = scheme(features, orderBy);
        MetricTable base = table(List.of(new long[] {90, 5, 2}, new long[] {50, 3, 3}, new long[] {10, 9, 1}));

        assertThat(tiers(scheme, Calibrator.calibrate(scheme, base), base))
                .containsExactly(
                        LongStream.of(numbers(tiers)).mapToInt(Math::toIntExact).toArray());
    }

    @Test
    void leavesOutAFeatureThatIsTheSameForAll() {
        Scheme one = scheme(SPEND, "");
        Scheme both = scheme(SPEND_AND_RECENCY, "");
        MetricTable base = spends(1, 2, 40, 41, 90, 93);
        MetricTable later = table(List.of(new long[] {40, 999, 1}, new long[] {92, 999, 1}));

        assertThat(tiers(both, Calibrator.calibrate(both, base), base))
                .isEqualTo(tiers(one, Calibrator.calibrate(one, base), base));
        assertThat(tiers(both, Calibrator.calibrate(both, base), later)).containsExactly(1, 0);
    }

    @Test
    void holdsValuesThatAreBeyondAllOthers() {
        Scheme scheme = scheme(SPEND_AND_RECENCY, "");
        Calibration frozen = Calibrator.calibrate(scheme, table(List.of(new long[] {1, 9, 1}, new long[] {2, 8, 1})));
        long most = 400_000_000_000_000L;

        assertThat(tiers(scheme, frozen, table(List.of(new long[] {most, -most, 1}, new long[] {-most, most, 1}))))
                .containsExactly(0, 1);
    }

    @Test
    void writesWhatWasFound() {
        Scheme scheme = scheme("{'metric':'spend.365d','transform':'log'}", ",'orderBy':'orders.365d','seed':7");
        Calibration calibration =
                Calibrator.calibrate(scheme, table(List.of(new long[] {0, 1, 4}, new long[] {99, 1, 5})));

        assertThat(CalibrationJson.write(calibration)).startsWith(Schemes.json("""
                {'scheme':'c','members':2,'scales':[],'clusters':{'customers':2,'seed':7,\
                'features':[{'metric':'spend.365d','transform':'log','centre':2.3026,'scale':2.3026}],\
                'clusters':[{'members':1,'value':5,'centre':[1]},{'members':1,'value':4,'centre':[-1]}],\
                'inertia':0,'silhouette':1},'dataHash':'"""));
    }

    @Test
    void refusesClustersOfOtherFeatures() {
        Calibration frozen = Calibrator.calibrate(scheme(SPEND, ""), spends(1, 2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.of(scheme(SPEND_AND_RECENCY, ""), frozen))
                .withMessageContaining("/cut");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.of(scheme("{'metric':'spend.365d','transform':'log'}", ""), frozen));
    }

    private static Scheme scheme(String features, String more) {
        return Schemes.read(CLUSTERS.formatted(features, more));
    }

    private static CalibratedShare.Clusters clusters(Calibration calibration) {
        return switch (calibration.share()) {
            case CalibratedShare.Clusters clusters -> clusters;
            case CalibratedShare.Thresholds _, CalibratedShare.TopThresholds _, CalibratedShare.NotUsed _ ->
                throw new AssertionError("no clusters");
        };
    }

    private static int[] tiers(Scheme scheme, Calibration calibration, MetricTable table) {
        Evaluation tiers = Evaluator.of(scheme, calibration).evaluate(table);
        int[] codes = new int[table.size()];
        Arrays.setAll(codes, tiers::tierCode);
        return codes;
    }

    private static List<long[]> random(Random random, int size, int most) {
        List<long[]> customers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            customers.add(new long[] {random.nextLong(most), random.nextLong(most), random.nextLong(9)});
        }
        return customers;
    }

    private static MetricTable spends(long... spends) {
        return table(LongStream.of(spends)
                .mapToObj(spend -> new long[] {spend, 1, 1})
                .toList());
    }

    private static MetricTable table(List<long[]> customers) {
        TableBuilder table = new TableBuilder(METRICS, List.of(), customers.size());
        for (long[] customer : customers) {
            table.addRow();
            for (int i = 0; i < customer.length; i++) {
                table.metric(i, customer[i] * Fixed.ONE);
            }
        }
        return table.build();
    }

    private static long[] numbers(String text) {
        return text.isEmpty()
                ? new long[0]
                : Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /// The least inertia of all assignments of customers to clusters, in doubles.
    private static final class BruteForce {

        static double inertia(List<long[]> customers, int clusters) {
            double[][] scaled = scaled(customers);
            double best = Double.MAX_VALUE;
            int[] assignment = new int[customers.size()];
            do {
                best = Math.min(best, inertia(scaled, assignment, clusters));
            } while (next(assignment, clusters));
            return best;
        }

        private static boolean next(int[] assignment, int clusters) {
            int digit = 0;
            while (digit < assignment.length && ++assignment[digit] == clusters) {
                assignment[digit++] = 0;
            }
            return digit < assignment.length;
        }

        private static double[][] scaled(List<long[]> customers) {
            double[][] scaled = new double[customers.size()][2];
            for (int f = 0; f < 2; f++) {
                int feature = f;
                double mean = customers.stream()
                        .mapToLong(customer -> customer[feature])
                        .average()
                        .orElseThrow();
                double deviation = Math.sqrt(customers.stream()
                        .mapToDouble(customer -> Math.pow(customer[feature] - mean, 2))
                        .average()
                        .orElseThrow());
                for (int i = 0; i < scaled.length; i++) {
                    scaled[i][f] = deviation == 0 ? 0 : (customers.get(i)[f] - mean) / deviation;
                }
            }
            return scaled;
        }

        private static double inertia(double[][] points, int[] assignment, int clusters) {
            double inertia = 0;
            for (int cluster = 0; cluster < clusters; cluster++) {
                for (int f = 0; f < 2; f++) {
                    double sum = 0;
                    double squares = 0;
                    int count = 0;
                    for (int i = 0; i < points.length; i++) {
                        if (assignment[i] == cluster) {
                            sum += points[i][f];
                            squares += points[i][f] * points[i][f];
                            count++;
                        }
                    }
                    inertia += count == 0 ? 0 : squares - sum * sum / count;
                }
            }
            return inertia;
        }
    }
}
