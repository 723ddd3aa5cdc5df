package io.fenji.engine.clustering;

import io.fenji.engine.cluster.Centres;
import io.fenji.engine.cluster.ExpectationMaximization;
import io.fenji.engine.cluster.KMeans;
import io.fenji.engine.cluster.Mixture;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.clustering.Clustering.Candidate;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Criterion;
import io.fenji.engine.clustering.Clustering.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A mixture of Gaussians, its number of components chosen by BIC. EM starts from k-means on a sample,
/// and goes on from there with ten times as many customers, which tell means to some thousandths of a
/// standard deviation.
final class MixtureSearch implements Search {

    private static final int SAMPLE = 10_000;
    private static final int GREATER_SAMPLE = 100_000;
    private static final int ROUNDS = 300;

    /// Fraction digits of weights and covariances.
    private static final int PLACES = 9;

    private final Vectors vectors;
    private final Vectors sample;
    private final int seed;
    private final Map<Integer, ExpectationMaximization.Fit> inSample = new HashMap<>();

    MixtureSearch(Vectors vectors, int seed) {
        this.vectors = vectors;
        this.seed = seed;
        sample = vectors.sample(SAMPLE);
    }

    @Override
    public Criterion criterion() {
        return Criterion.BIC;
    }

    @Override
    public Vectors sample() {
        return sample;
    }

    @Override
    public Candidate candidate(int clusters) {
        ExpectationMaximization.Fit fit = inSample.computeIfAbsent(clusters, this::inSample);
        return new Candidate(
                clusters,
                Search.places(fit.bic()),
                Search.smallest(sample, fit.mixture(), fit.mixture().size()));
    }

    @Override
    public double advantage(Candidate one, Candidate other) {
        return other.value().subtract(one.value()).doubleValue();
    }

    /// Beyond 10 the evidence is very strong (Kass and Raftery, 1995).
    @Override
    public double margin() {
        return 10;
    }

    private ExpectationMaximization.Fit inSample(int clusters) {
        Centres centres = KMeans.centres(sample, clusters, seed);
        return ExpectationMaximization.fit(sample, ExpectationMaximization.start(sample, centres), ROUNDS);
    }

    @Override
    public Found find(int clusters) {
        ExpectationMaximization.Fit fit = inSample.computeIfAbsent(clusters, this::inSample);
        if (sample.size() < vectors.size()) {
            fit = ExpectationMaximization.fit(vectors.sample(GREATER_SAMPLE), fit.mixture(), ROUNDS);
        }
        List<Cluster> found = new ArrayList<>();
        for (int i = 0; i < fit.mixture().size(); i++) {
            found.add(cluster(fit.mixture(), i));
        }
        return new Found(
                found,
                new Clustering.Fit.Likelihood(
                        fit.customers(),
                        Search.places(fit.logLikelihood()),
                        Search.places(fit.bic()),
                        fit.rounds(),
                        fit.converged()));
    }

    @Override
    public Found none() {
        return new Found(List.of(), new Clustering.Fit.Likelihood(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, true));
    }

    private Cluster cluster(Mixture mixture, int component) {
        List<BigDecimal> centre = new ArrayList<>();
        for (int i = 0; i < vectors.dimensions(); i++) {
            centre.add(Search.places(mixture.mean(component, i)));
        }
        List<BigDecimal> covariance = Arrays.stream(mixture.covariance(component))
                .mapToObj(MixtureSearch::decimal)
                .toList();
        return new Cluster(0, 0, centre, new Shape(decimal(mixture.weight(component)), covariance));
    }

    private static BigDecimal decimal(double value) {
        BigDecimal decimal =
                BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0, RoundingMode.UNNECESSARY) : decimal;
    }
}
