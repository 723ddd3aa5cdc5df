package io.fenji.engine.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.clustering.Bases.Group;
import io.fenji.engine.clustering.Clustering.Candidate;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Shape;
import io.fenji.engine.clustering.ClusteringSpec.Absence;
import io.fenji.engine.clustering.ClusteringSpec.Feature;
import io.fenji.engine.clustering.ClusteringSpec.Method;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClustererTest {

    private static final String[] TWO = {"spend.365d", "orders.365d"};

    /// Slanted groups that lie across each other's directions, as frequency and spend do.
    private static final List<Group> SLANTED = List.of(
            new Group(1_500, new double[] {0, 0}, new double[][] {{2, 0}, {1.6, 0.5}}),
            new Group(900, new double[] {9, -2}, new double[][] {{1, 0}, {-0.8, 0.4}}),
            new Group(600, new double[] {2, 10}, new double[][] {{1.5, 0}, {0, 0.8}}));

    @Test
    void aMixtureHasTheParametersOfTheGroupsItWasDrawnFrom() {
        List<long[]> customers = Bases.customers(new Random(1), SLANTED);
        Clustering found =
                Clusterer.cluster(Bases.spec(Method.GAUSSIAN_MIXTURE, 2, 8, TWO), Bases.table(customers, TWO), null);

        assertThat(found.clusters()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Group group = SLANTED.get(i);
            Cluster cluster = found.clusters().get(i);
            Shape shape = Objects.requireNonNull(cluster.shape());
            double error = 1 / Math.sqrt(group.customers());
            assertThat(shape.weight().doubleValue()).isCloseTo(group.customers() / 3_000.0, within(0.01));
            for (int row = 0; row < 2; row++) {
                double deviation = Math.sqrt(covariance(group, row, row));
                assertThat(value(found, cluster, row)).isCloseTo(group.mean()[row], within(4 * deviation * error));
                for (int column = 0; column <= row; column++) {
                    double unit = unit(found, row) * unit(found, column);
                    assertThat(shape.covariance().get(row + column).doubleValue() * unit)
                            .isCloseTo(
                                    covariance(group, row, column),
                                    within(6 * error * deviation * Math.sqrt(covariance(group, column, column))));
                }
            }
        }
    }

    private static double covariance(Group group, int row, int column) {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            sum += group.spread()[row][i] * group.spread()[column][i];
        }
        return sum;
    }

    private static double unit(Clustering found, int feature) {
        return (double) found.scales().get(feature).scale() / Fixed.ONE;
    }

    private static double value(Clustering found, Cluster cluster, int feature) {
        double mean = (double) found.scales().get(feature).centre() / Fixed.ONE;
        return mean + cluster.centre().get(feature).doubleValue() * unit(found, feature);
    }

    @Test
    void bicFindsTheNumberOfGroupsInNineOfTenBases() {
        int right = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            int groups = 2 + (int) (seed % 5);
            List<long[]> customers = Bases.customers(random, slantedGroups(random, groups));
            Clustering found = Clusterer.cluster(
                    Bases.spec(Method.GAUSSIAN_MIXTURE, 1, 8, TWO), Bases.table(customers, TWO), null);
            right += best(found) == groups && found.clusters().size() == groups ? 1 : 0;
        }

        assertThat(right).isGreaterThanOrEqualTo(18);
    }

    private static List<Group> slantedGroups(Random random, int count) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double slant = random.nextDouble(-0.9, 0.9);
            double deviation = random.nextDouble(0.7, 1.5);
            groups.add(new Group(
                    random.nextInt(200, 600),
                    new double[] {9 * Math.cos(6.2832 * i / count), 9 * Math.sin(6.2832 * i / count) + 3 * i},
                    new double[][] {{deviation, 0}, {slant, Math.sqrt(1 - slant * slant)}}));
        }
        return groups;
    }

    private static int best(Clustering found) {
        return found.choice().candidates().stream()
                .min(Comparator.comparing(Candidate::value))
                .orElseThrow()
                .clusters();
    }

    @Test
    void theSilhouetteFindsTheNumberOfRoundGroupsAndWhoIsInThem() {
        for (int groups = 2; groups <= 7; groups++) {
            List<Group> all = new ArrayList<>();
            for (int i = 0; i < groups; i++) {
                double angle = 2 * Math.PI * i / groups;
                all.add(Group.round(100 + 50 * i, 1, 15 * Math.cos(angle), 15 * Math.sin(angle), 15 * i));
            }
            List<long[]> customers = Bases.customers(new Random(groups), all);
            MetricTable base = Bases.table(customers, Bases.RFM);
            Clustering found = Clusterer.cluster(Bases.spec(Method.K_MEANS, 2, 8, Bases.RFM), base, null);
            long[] metric = ClusterEvaluator.of(found).evaluate(base);

            assertThat(found.clusters()).as("%d groups", groups).hasSize(groups);
            int row = 0;
            for (int i = 0; i < groups; i++) {
                // The largest group is the last one here, and first among clusters.
                long number = (groups - i) * Fixed.ONE;
                for (int customer = 0; customer < all.get(i).customers(); customer++) {
                    assertThat(metric[row++])
                            .as("%d groups, row %d", groups, row)
                            .isEqualTo(number);
                }
            }
            assertThat(found.fit().converged()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void givesTheSameBytesForTheSameCustomersInAnyOrder(Method method) {
        List<long[]> customers = Bases.customers(new Random(3), SLANTED);
        customers.addAll(customers.subList(0, 500));
        ClusteringSpec spec = Bases.spec(method, 2, 6, TWO);
        Clustering found = Clusterer.cluster(spec, Bases.table(customers, TWO), null);
        String first = ClusteringJson.write(found);
        Collections.shuffle(customers, new Random(9));

        assertThat(ClusteringJson.write(Clusterer.cluster(spec, Bases.table(customers, TWO), null)))
                .isEqualTo(first);
        assertThat(ClusteringJson.read(first)).isEqualTo(found);
        assertThat(ClusteringJson.write(ClusteringJson.read(first))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aSingleCustomerIsWhereTheBaseHasHim(Method method) {
        Random random = new Random(4);
        List<long[]> customers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            customers.add(new long[] {
                random.nextInt(50) == 0 ? MetricColumn.ABSENT : random.nextInt(400) * Fixed.ONE,
                Math.round(StrictMath.exp(1 + random.nextGaussian())) * Fixed.ONE,
                Math.round(StrictMath.exp(5 + random.nextGaussian()) * 100) * 100
            });
        }
        List<Feature> features = List.of(
                new Feature("recencyDays", Transform.LOG, new Absence.Mean()),
                new Feature("orders.365d", Transform.LOG, new Absence.NoCluster()),
                new Feature("spend.365d", Transform.LOG, new Absence.NoCluster()));
        MetricTable base = Bases.table(customers, Bases.RFM);
        Clustering found = Clusterer.cluster(new ClusteringSpec(features, method, 2, 5, 7), base, null);
        long[] metric = ClusterEvaluator.of(found).evaluate(base);
        ClusterEvaluator frozen = ClusterEvaluator.of(ClusteringJson.read(ClusteringJson.write(found)));
        Map<Long, Long> members = new HashMap<>();
        for (int row = 0; row < customers.size(); row++) {
            members.merge(metric[row], 1L, Long::sum);
            if (row % 20 == 0) {
                Map<String, BigDecimal> values = new HashMap<>();
                for (int i = 0; i < 3; i++) {
                    if (customers.get(row)[i] != MetricColumn.ABSENT) {
                        values.put(Bases.RFM[i], Fixed.toDecimal(customers.get(row)[i]));
                    }
                }
                assertThat(frozen.evaluate(MetricTable.ofOne(values, Map.of())))
                        .as("row %d", row)
                        .containsExactly(metric[row]);
            }
        }

        for (Cluster cluster : found.clusters()) {
            assertThat(members.get(cluster.number() * Fixed.ONE)).isEqualTo(cluster.members());
        }
        assertThat(found.customers()).isEqualTo(20_000);
    }

    @Test
    void whoLacksAFeatureIsTreatedAsTheFeatureSays() {
        List<long[]> customers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            customers.add(new long[] {(i < 60 ? 10 : 90) * Fixed.ONE, i % 5 * Fixed.ONE});
        }
        customers.add(new long[] {MetricColumn.ABSENT, 2 * Fixed.ONE});

        assertThat(last(customers, new Absence.NoCluster())).isEqualTo(MetricColumn.ABSENT);
        assertThat(last(customers, new Absence.Value(new BigDecimal("85")))).isEqualTo(2 * Fixed.ONE);
        assertThat(last(customers, new Absence.Value(BigDecimal.ZERO))).isEqualTo(Fixed.ONE);
        assertThat(last(customers, new Absence.Mean())).isIn(Fixed.ONE, 2 * Fixed.ONE);
    }

    private static long last(List<long[]> customers, Absence absence) {
        List<Feature> features = List.of(
                new Feature("spend.365d", Transform.NONE, absence),
                new Feature("orders.365d", Transform.NONE, new Absence.NoCluster()));
        MetricTable base = Bases.table(customers, TWO);
        Clustering found = Clusterer.cluster(new ClusteringSpec(features, Method.K_MEANS, 2, 2, 1), base, null);
        return ClusterEvaluator.of(found).evaluate(base)[customers.size() - 1];
    }

    /// Anything a base may be: an answer, and a number for everyone who has the features.
    @ParameterizedTest
    @EnumSource(Method.class)
    void answersForAnyBase(Method method) {
        long most = 400_000_000_000_000L * Fixed.ONE;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int dimensions = random.nextInt(1, 5);
            String[] metrics = Arrays.copyOf(new String[] {"a", "b", "c", "d"}, dimensions);
            long[] ranges = random.ints(dimensions, 0, 6)
                    .mapToLong(kind -> new long[] {1, 2, 5, 1_000_000, 1_000_000_000_000L, most}[kind])
                    .toArray();
            List<long[]> customers = new ArrayList<>();
            for (int size = random.nextInt(0, random.nextBoolean() ? 6 : 300); size > 0; size--) {
                long[] customer = new long[dimensions];
                for (int i = 0; i < dimensions; i++) {
                    boolean far = random.nextInt(60) == 0;
                    long value = random.nextLong(-ranges[i] + 1, ranges[i]);
                    customer[i] =
                            random.nextInt(25) == 0 ? MetricColumn.ABSENT : far ? (value < 0 ? -most : most) : value;
                }
                customers.add(customer);
            }
            ClusteringSpec spec = new ClusteringSpec(
                    Arrays.stream(metrics)
                            .map(metric -> feature(metric, random))
                            .toList(),
                    method,
                    random.nextInt(1, 4),
                    random.nextInt(4, 10),
                    (int) seed);
            MetricTable base = Bases.table(customers, metrics);
            Clustering found = Clusterer.cluster(spec, base, null);
            Clustering again = Clusterer.cluster(spec, base, found);
            long[] metric = ClusterEvaluator.of(found).evaluate(base);

            String place = "seed " + seed;
            assertThat(ClusteringJson.read(ClusteringJson.write(again)))
                    .as(place)
                    .isEqualTo(again);
            assertThat(again.clusters()).as(place).isEqualTo(found.clusters());
            assertThat(Objects.requireNonNull(again.stability()).adjustedRandIndex())
                    .as(place)
                    .isEqualByComparingTo("1");
            assertThat(ClusterNames.of(found, Map.of())).as(place).hasSameSizeAs(found.clusters());
            long in = Arrays.stream(metric)
                    .filter(value -> value != MetricColumn.ABSENT)
                    .count();
            assertThat(in).as(place).isEqualTo(found.customers());
            assertThat(found.clusters().stream().mapToLong(Cluster::members).sum())
                    .as(place)
                    .isEqualTo(in);
            assertThat(found.clusters().isEmpty()).as(place).isEqualTo(in == 0);
            assertThat(found.clusters().stream()
                            .mapToLong(Cluster::members)
                            .min()
                            .orElse(1))
                    .as(place)
                    .isPositive();
        }
    }

    private static Feature feature(String metric, Random random) {
        Absence absence = switch (random.nextInt(3)) {
            case 0 -> new Absence.NoCluster();
            case 1 -> new Absence.Mean();
            default -> new Absence.Value(BigDecimal.valueOf(random.nextInt(-5, 5)));
        };
        return new Feature(metric, random.nextBoolean() ? Transform.LOG : Transform.NONE, absence);
    }

    @Test
    void refusesWhatIsNoSpecAndWhatWasNotWritten() {
        Feature spend = new Feature("spend.365d", Transform.LOG, new Absence.NoCluster());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteringSpec.of(List.of(spend, spend), Method.K_MEANS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusteringSpec.of(List.of(), Method.K_MEANS, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusteringSpec(List.of(spend), Method.K_MEANS, 0, 3, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusteringSpec(List.of(spend), Method.K_MEANS, 4, 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusteringJson.read("{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusteringJson.read("no"));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theClusterOfAValueIsFoundByItsNumber(Method method) {
        List<long[]> customers = Bases.customers(new Random(3), SLANTED);
        Clustering found = Clusterer.cluster(Bases.spec(method, 3, 3, TWO), Bases.table(customers, TWO), null);
        ClusterEvaluator evaluator = ClusterEvaluator.of(found);

        assertThat(evaluator.cluster(2 * Fixed.ONE)).isEqualTo(found.clusters().get(1));
        assertThat(evaluator.cluster(2 * Fixed.ONE).key()).isEqualTo("c2");
        assertThatIllegalArgumentException().isThrownBy(() -> evaluator.cluster(9 * Fixed.ONE));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void customersWhoAreAllAlikeAreOneCluster(Method method) {
        List<long[]> customers = Collections.nCopies(1_000, new long[] {7 * Fixed.ONE, 3 * Fixed.ONE});
        Clustering found = Clusterer.cluster(Bases.spec(method, 2, 8, TWO), Bases.table(customers, TWO), null);

        assertThat(found.clusters()).hasSize(1);
        assertThat(found.clusters().getFirst().members()).isEqualTo(1_000);
        assertThat(found.silhouette()).isNull();
        assertThat(found.choice().candidates()).isEmpty();
        assertThat(ClusterNames.of(found, Map.of()).getFirst()).containsEntry("zh-CN", "全部客户");
    }
}
