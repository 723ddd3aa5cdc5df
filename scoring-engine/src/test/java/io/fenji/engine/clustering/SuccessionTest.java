package io.fenji.engine.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.clustering.Bases.Group;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Stability;
import io.fenji.engine.clustering.ClusteringSpec.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuccessionTest {

    private static final Group LOW = Group.round(300, 1, 0, 0, 0);
    private static final Group MIDDLE = Group.round(250, 1, 10, 0, 5);
    private static final Group HIGH = Group.round(200, 1, 0, 12, 0);
    private static final Group FAR = Group.round(150, 1, 10, 20, -5);

    @ParameterizedTest
    @EnumSource(Method.class)
    void numbersStayWithTheSamePeopleWhenTheyMoveALittleAndSizesChange(Method method) {
        for (long seed = 1; seed <= 5; seed++) {
            List<Group> groups = List.of(LOW, MIDDLE, HIGH, FAR);
            Clustering first = found(method, seed, groups, null);
            List<Group> moved = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Group group = groups.get(i).movedBy(0.8);
                moved.add(new Group(100 + 100 * i, group.mean(), group.spread()));
            }
            Clustering second = found(method, 50 + seed, moved, first);

            // By size, which is by group at first and the other way round afterwards.
            assertThat(second.clusters()).extracting(Cluster::number).containsExactly(1, 2, 3, 4);
            assertThat(second.clusters()).extracting(Cluster::members).containsExactly(100L, 200L, 300L, 400L);
            assertThat(stability(second).kept()).containsExactly(1, 2, 3, 4);
            assertThat(stability(second).adjustedRandIndex().doubleValue()).isGreaterThan(0.99);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void newClustersGetNewNumbersAndThoseThatEndedAreNotGivenAgain(Method method) {
        Clustering first = found(method, 1, List.of(LOW, MIDDLE, HIGH), null);
        Clustering second = found(method, 2, List.of(LOW, MIDDLE), first);
        Clustering third = found(method, 3, List.of(LOW, MIDDLE, FAR), second);

        assertThat(first.clusters()).extracting(Cluster::key).containsExactly("c1", "c2", "c3");
        assertThat(second.clusters()).extracting(Cluster::key).containsExactly("c1", "c2");
        assertThat(stability(second).ended()).containsExactly(3);
        assertThat(third.clusters()).extracting(Cluster::key).containsExactly("c1", "c2", "c4");
        assertThat(stability(third).kept()).containsExactly(1, 2);
        assertThat(stability(third).begun()).containsExactly(4);
        assertThat(third.numbersUsed()).isEqualTo(4);
    }

    @Test
    void otherFeaturesContinueNothingAndTakeNoNumber() {
        Clustering first = found(Method.K_MEANS, 1, List.of(LOW, MIDDLE, HIGH), null);
        String[] others = {"recencyDays", "orders.365d", "profit.365d"};
        List<long[]> customers = Bases.customers(new Random(1), List.of(LOW, MIDDLE, HIGH));
        Clustering second =
                Clusterer.cluster(Bases.spec(Method.K_MEANS, 2, 6, others), Bases.table(customers, others), first);

        assertThat(second.clusters()).extracting(Cluster::number).containsExactly(4, 5, 6);
        assertThat(second.stability()).isNull();
    }

    @Test
    void anotherMethodKeepsTheNumbers() {
        Clustering first = found(Method.K_MEANS, 1, List.of(LOW, MIDDLE, HIGH), null);
        Clustering second = found(Method.GAUSSIAN_MIXTURE, 2, List.of(HIGH, LOW, MIDDLE), first);

        assertThat(stability(second).kept()).containsExactly(1, 2, 3);
        assertThat(second.clusters()).extracting(Cluster::members).containsExactly(300L, 250L, 200L);
    }

    @Test
    void theLastNumberOfClustersStaysUntilAnotherIsClearlyBetter() {
        ClusteringSpec spec = Bases.spec(Method.K_MEANS, 2, 8, "a", "b");
        List<long[]> even = Bases.customers(new Random(8), List.of(Group.round(2_000, 1, 0, 0)));
        Clustering free = Clusterer.cluster(spec, Bases.table(even, "a", "b"), null);
        for (Clustering.Candidate candidate : free.choice().candidates()) {
            double best = free.choice().candidates().stream()
                    .mapToDouble(each -> each.value().doubleValue())
                    .max()
                    .orElseThrow();
            boolean close = best - candidate.value().doubleValue() <= 0.02;
            Clustering last = Clusterer.cluster(
                    Bases.spec(Method.K_MEANS, candidate.clusters(), candidate.clusters(), "a", "b"),
                    Bases.table(even, "a", "b"),
                    null);

            assertThat(Clusterer.cluster(spec, Bases.table(even, "a", "b"), last)
                            .clusters())
                    .hasSize(close ? candidate.clusters() : free.clusters().size());
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aFewWhoAreFarAwayDoNotDecideTheNumberOfClusters(Method method) {
        Clustering found = found(method, 4, List.of(LOW, MIDDLE, HIGH, Group.round(3, 1, 900, 900, 900)), null);
        Clustering.Candidate chosen = found.choice().candidates().stream()
                .filter(candidate -> candidate.clusters() == found.clusters().size())
                .findFirst()
                .orElseThrow();

        assertThat(found.choice().candidates())
                .filteredOn(candidate ->
                        candidate.smallest() * 100 >= found.choice().customers())
                .allMatch(candidate -> method == Method.K_MEANS
                        ? candidate.value().compareTo(chosen.value()) <= 0
                        : candidate.value().compareTo(chosen.value()) >= 0);
        assertThat(found.choice().candidates().stream().anyMatch(candidate -> candidate.smallest() >= 8))
                .isEqualTo(chosen.smallest() >= 8);
    }

    private static Stability stability(Clustering clustering) {
        return Objects.requireNonNull(clustering.stability());
    }

    private static Clustering found(Method method, long seed, List<Group> groups, Clustering last) {
        List<long[]> customers = Bases.customers(new Random(seed), groups);
        return Clusterer.cluster(Bases.spec(method, 2, 6, Bases.RFM), Bases.table(customers, Bases.RFM), last);
    }
}
