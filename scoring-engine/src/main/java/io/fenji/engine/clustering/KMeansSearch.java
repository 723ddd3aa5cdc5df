package io.fenji.engine.clustering;

import io.fenji.engine.cluster.Centres;
import io.fenji.engine.cluster.KMeans;
import io.fenji.engine.cluster.Quality;
import io.fenji.engine.cluster.Silhouette;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.clustering.Clustering.Candidate;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Criterion;
import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// k-means, its number of clusters chosen by the silhouette.
final class KMeansSearch implements Search {

    private final Vectors vectors;
    private final Vectors sample;
    private final int seed;
    private final Map<Integer, Centres> inSample = new HashMap<>();

    KMeansSearch(Vectors vectors, int seed) {
        this.vectors = vectors;
        this.seed = seed;
        sample = vectors.sample(Clusterer.SAMPLE);
    }

    @Override
    public Criterion criterion() {
        return Criterion.SILHOUETTE;
    }

    @Override
    public Vectors sample() {
        return sample;
    }

    @Override
    public Candidate candidate(int clusters) {
        Centres centres = KMeans.centres(sample, clusters, seed);
        inSample.put(clusters, centres);
        return new Candidate(
                clusters,
                Search.places(Silhouette.of(sample, centres::nearest, centres.size())),
                Search.smallest(sample, centres::nearest, centres.size()));
    }

    @Override
    public double advantage(Candidate one, Candidate other) {
        return one.value().subtract(other.value()).doubleValue();
    }

    @Override
    public double margin() {
        return 0.02;
    }

    @Override
    public Found find(int clusters) {
        Centres chosen = inSample.get(clusters);
        // What was compared is what is carried on: there may be other centres that are about as good.
        Centres centres = chosen == null ? KMeans.centres(vectors, clusters, seed) : KMeans.settled(vectors, chosen);
        List<Cluster> found = new ArrayList<>();
        for (int i = 0; i < centres.size(); i++) {
            List<BigDecimal> centre = new ArrayList<>();
            for (int dimension = 0; dimension < vectors.dimensions(); dimension++) {
                centre.add(Fixed.toDecimal(centres.coordinate(i, dimension)));
            }
            found.add(new Cluster(0, 0, centre, null));
        }
        return new Found(found, new Clustering.Fit.Squares(inertia(centres), KMeans.isSettled(vectors, centres)));
    }

    @Override
    public Found none() {
        return new Found(List.of(), new Clustering.Fit.Squares(BigDecimal.ZERO, true));
    }

    private BigDecimal inertia(Centres centres) {
        BigInteger squares = BigInteger.valueOf(Quality.inertia(vectors, centres));
        return Fixed.toDecimal(squares.add(BigInteger.valueOf(Fixed.ONE / 2)).divide(BigInteger.valueOf(Fixed.ONE)));
    }
}
