package io.fenji.engine.clustering;

import io.fenji.engine.cluster.Territory;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.clustering.Clustering.Candidate;
import io.fenji.engine.clustering.Clustering.Choice;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Criterion;
import io.fenji.engine.clustering.Clustering.Fit;
import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds clusters by a method.
interface Search {

    /// What of the customers the smallest cluster should have.
    double LEAST_SHARE = 0.01;

    /// Clusters that were found, without numbers and members, and how well they fit.
    record Found(List<Cluster> clusters, Fit fit) {}

    static Search by(ClusteringSpec spec, Vectors vectors) {
        return switch (spec.method()) {
            case K_MEANS -> new KMeansSearch(vectors, spec.seed());
            case GAUSSIAN_MIXTURE -> new MixtureSearch(vectors, spec.seed());
        };
    }

    Criterion criterion();

    /// The points on which numbers of clusters are compared.
    Vectors sample();

    /// What becomes of so many clusters in the sample.
    ///
    /// @param clusters not more than the sample has different points
    Candidate candidate(int clusters);

    /// Finds so many clusters in all points.
    ///
    /// @param clusters not more than there are different points
    Found find(int clusters);

    /// What there is to find without points.
    Found none();

    /// By how much a number of clusters is better than another.
    double advantage(Candidate one, Candidate other);

    /// The advantage that another number of clusters must have over the last calibration's.
    double margin();

    /// Compares all numbers of clusters that a base is different enough for.
    default Choice choice(ClusteringSpec spec) {
        int most = Math.min(spec.most(), sample().size());
        List<Candidate> candidates = spec.fewest() == spec.most()
                ? List.of()
                : IntStream.rangeClosed(spec.fewest(), most)
                        .mapToObj(this::candidate)
                        .toList();
        return new Choice(criterion(), sample().customers(), candidates);
    }

    /// The best number, or the last one where nothing is better by more than the margin.
    ///
    /// @param last how many clusters the last calibration has, 0 for none
    default int chosen(ClusteringSpec spec, Choice choice, int last) {
        List<Candidate> even = choice.candidates().stream()
                .filter(candidate -> candidate.smallest() >= choice.customers() * LEAST_SHARE)
                .toList();
        List<Candidate> candidates = even.isEmpty() ? choice.candidates() : even;
        if (candidates.isEmpty()) {
            return spec.fewest();
        }
        Candidate chosen = candidates.stream()
                .reduce((best, next) -> advantage(next, best) > 0 ? next : best)
                .orElseThrow();
        return candidates.stream()
                .filter(candidate -> candidate.clusters() == last && advantage(chosen, candidate) <= margin())
                .findFirst()
                .orElse(chosen)
                .clusters();
    }

    /// How many customers are in the smallest cluster.
    static long smallest(Vectors vectors, Territory territory, int clusters) {
        long[] members = new long[clusters];
        for (int vector = 0; vector < vectors.size(); vector++) {
            members[vectors.in(vector, territory)] += vectors.weight(vector);
        }
        return Arrays.stream(members).min().orElse(0);
    }

    static BigDecimal places(double value) {
        return Fixed.toDecimal(BigDecimal.valueOf(value)
                .setScale(Fixed.PLACES, RoundingMode.HALF_UP)
                .unscaledValue());
    }
}
