package io.fenji.engine.clustering;

import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Names clusters by what sets them apart: "recent, frequent, high spend". No two clusters of a result
/// have the same name.
public final class ClusterNames {

    private static final Wording WORDING = Wording.of("clusters");

    /// A name has at most so many of a cluster's traits.
    private static final int MOST_TRAITS = 3;

    private final Clustering clustering;
    private final List<List<Trait>> traits;
    private final Map<String, Map<String, String>> metricNames;

    private ClusterNames(Clustering clustering, Map<String, Map<String, String>> metricNames) {
        this.clustering = clustering;
        this.metricNames = metricNames;
        traits = Trait.of(clustering);
    }

    /// The clusters' names by language tag, in the order of the clusters.
    ///
    /// @param metricNames names of metrics by language tag, by metric; a metric without any is called by
    ///     its key
    public static List<Map<String, String>> of(Clustering clustering, Map<String, Map<String, String>> metricNames) {
        ClusterNames names = new ClusterNames(clustering, metricNames);
        List<Map<String, String>> byCluster = new ArrayList<>();
        clustering.clusters().forEach(cluster -> byCluster.add(new TreeMap<>()));
        for (Language language : Language.values()) {
            List<String> all = names.in(language);
            IntStream.range(0, all.size()).forEach(i -> byCluster.get(i).put(language.tag(), all.get(i)));
        }
        return byCluster;
    }

    private List<String> in(Language language) {
        List<String> names = new ArrayList<>();
        for (List<Trait> each : traits) {
            names.add(name(each).in(language));
        }
        same(names).values().forEach(places -> grade(names, places, language));
        same(names)
                .values()
                .forEach(places -> places.forEach(i -> names.set(
                        i,
                        said(
                                language,
                                "keyed",
                                names.get(i),
                                Phrase.of(cluster(i).key())))));
        return names;
    }

    private Phrase name(List<Trait> traits) {
        if (clustering.clusters().size() == 1) {
            return WORDING.phrase("everyone");
        }
        List<Phrase> words = traits.stream()
                .limit(MOST_TRAITS)
                .sorted(Comparator.comparingInt(Trait::feature))
                .map(this::word)
                .toList();
        return words.isEmpty() ? WORDING.phrase("average") : WORDING.list("list", words);
    }

    /// A word of its own for metrics of the catalogue; of several with the same one, as of two windows,
    /// the metrics' names say which is meant.
    private Phrase word(Trait trait) {
        String direction = trait.isHigh() ? "high" : "low";
        String own = family(trait.feature()) + '.' + direction;
        boolean isOnly = IntStream.range(0, clustering.spec().features().size())
                        .filter(feature -> family(feature).equals(family(trait.feature())))
                        .count()
                == 1;
        return isOnly && WORDING.keys(Language.EN).contains(own)
                ? WORDING.phrase(own)
                : WORDING.phrase(direction, metric(trait.feature()));
    }

    /// What a metric is called without its window.
    private String family(int feature) {
        String metric = key(feature);
        int dot = metric.indexOf('.');
        return dot < 0 ? metric : metric.substring(0, dot);
    }

    private String key(int feature) {
        return clustering.spec().features().get(feature).metric();
    }

    private Phrase metric(int feature) {
        return Phrase.name(metricNames.getOrDefault(key(feature), Map.of()), key(feature));
    }

    /// Places of equal names, by name.
    private static Map<String, List<Integer>> same(List<String> names) {
        Map<String, List<Integer>> same = IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.groupingBy(names::get, LinkedHashMap::new, Collectors.toList()));
        same.values().removeIf(places -> places.size() < 2);
        return same;
    }

    /// Says which of some clusters with one name has most and which least of the feature in which they
    /// differ most.
    private void grade(List<String> names, List<Integer> places, Language language) {
        int feature = IntStream.range(0, clustering.spec().features().size())
                .boxed()
                .max(Comparator.comparing((Integer each) -> range(places, each))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        if (range(places, feature).signum() == 0) {
            return;
        }
        Comparator<Integer> byFeature = Comparator.comparing(place -> centre(place, feature));
        int highest = places.stream().max(byFeature).orElseThrow();
        int lowest = places.stream().min(byFeature).orElseThrow();
        names.set(highest, said(language, "highest", names.get(highest), metric(feature)));
        names.set(lowest, said(language, "lowest", names.get(lowest), metric(feature)));
    }

    private BigDecimal range(List<Integer> places, int feature) {
        Set<BigDecimal> centres =
                places.stream().map(place -> centre(place, feature)).collect(Collectors.toSet());
        return centres.stream()
                .reduce(BigDecimal::max)
                .orElseThrow()
                .subtract(centres.stream().reduce(BigDecimal::min).orElseThrow());
    }

    private BigDecimal centre(int place, int feature) {
        return cluster(place).centre().get(feature);
    }

    private Cluster cluster(int place) {
        return clustering.clusters().get(place);
    }

    private static String said(Language language, String key, String name, Phrase more) {
        return WORDING.say(language, key, List.of(Phrase.of(name), more));
    }
}
