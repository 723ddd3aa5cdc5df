package io.fenji.engine.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.clustering.Bases.Group;
import io.fenji.engine.clustering.ClusteringSpec.Method;
import io.fenji.engine.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterNamesTest {

    @Test
    void saysWhatSetsAClusterApart() {
        Clustering found = found(
                Bases.RFM,
                3,
                Group.round(300, 1, 200, 2, 100),
                Group.round(200, 1, 10, 25, 900),
                Group.round(100, 1, 20, 3, 120));

        assertThat(names(found, Language.EN))
                .containsExactly(
                        "long away, infrequent, low spend",
                        "recent, frequent, high spend",
                        "recent, infrequent, low spend");
        assertThat(names(found, Language.ZH_CN)).containsExactly("久未购买、低频、低消费", "最近购买、高频、高消费", "最近购买、低频、低消费");
    }

    @Test
    void usesTheMetricsNameWhereThereIsNoWordOrTwoMetricsShareIt() {
        String[] metrics = {"spend.30d", "spend.365d", "custom.visits"};
        Map<String, Map<String, String>> metricNames = Map.of(
                "spend.30d", Map.of("en", "spend of 30 days", "zh-CN", "近30天消费"),
                "custom.visits", Map.of("en", "visits", "zh-CN", "到店次数"));
        Clustering found = found(metrics, 2, Group.round(50, 0.1, 1, 1, 5), Group.round(40, 0.1, 9, 8, 1));

        assertThat(ClusterNames.of(found, metricNames))
                .containsExactly(
                        Map.of(
                                "en", "low spend of 30 days, low spend.365d, high visits",
                                "zh-CN", "近30天消费偏低、spend.365d偏低、到店次数偏高"),
                        Map.of(
                                "en", "high spend of 30 days, high spend.365d, low visits",
                                "zh-CN", "近30天消费偏高、spend.365d偏高、到店次数偏低"));
    }

    @Test
    void saysWhichOfTwoLikeClustersHasMore() {
        String[] spend = {"spend.365d"};
        Clustering found = found(
                spend,
                4,
                Group.round(400, 1, 0),
                Group.round(30, 1, 300),
                Group.round(20, 1, 400),
                Group.round(10, 1, 500));

        assertThat(names(found, Language.EN))
                .containsExactly(
                        "low spend", "high spend (spend.365d lowest)", "high spend", "high spend (spend.365d highest)");
    }

    @Test
    void nearlyEveryoneIsNotCalledAfterWhatAFewOthersAre() {
        Clustering found = found(Bases.RFM, 2, Group.round(4_000, 1, 0, 0, 0), Group.round(10, 1, 0, 900, 0));

        assertThat(names(found, Language.EN)).containsExactly("average in everything", "frequent");
    }

    @Test
    void namesAreUniqueInEachLanguage() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            String[] metrics = List.of("orders.365d", "spend.365d", "spend.30d", "nps")
                    .subList(0, random.nextInt(1, 5))
                    .toArray(String[]::new);
            List<long[]> customers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                customers.add(random.longs(metrics.length, 0, 12).toArray());
            }
            int clusters = random.nextInt(1, 13);
            Clustering found = Clusterer.cluster(
                    Bases.spec(Method.K_MEANS, clusters, clusters, metrics), Bases.table(customers, metrics), null);
            for (Language language : Language.values()) {
                assertThat(names(found, language))
                        .as("seed %d", seed)
                        .doesNotHaveDuplicates()
                        .hasSameSizeAs(found.clusters());
            }
        }
    }

    @Test
    void theMostMarkedTraitsComeFirst() {
        Clustering found = found(Bases.RFM, 2, Group.round(300, 1, 0, 0, 0), Group.round(100, 1, 100, 3, 0));

        assertThat(Trait.of(found).getLast()).extracting(Trait::feature).containsExactly(0, 1);
        assertThat(Trait.of(found))
                .allSatisfy(traits -> assertThat(traits)
                        .isSortedAccordingTo((one, other) ->
                                other.distance().abs().compareTo(one.distance().abs())));
    }

    private static List<String> names(Clustering found, Language language) {
        return ClusterNames.of(found, Map.of()).stream()
                .map(names -> names.get(language.tag()))
                .toList();
    }

    private static Clustering found(String[] metrics, int clusters, Group... groups) {
        List<long[]> customers = Bases.customers(new Random(2), List.of(groups));
        return Clusterer.cluster(
                Bases.spec(Method.K_MEANS, clusters, clusters, metrics), Bases.table(customers, metrics), null);
    }
}
