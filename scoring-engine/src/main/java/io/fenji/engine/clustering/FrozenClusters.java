package io.fenji.engine.clustering;

import io.fenji.engine.cluster.Centres;
import io.fenji.engine.cluster.Mixture;
import io.fenji.engine.cluster.Territory;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Shape;
import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// Frozen clusters as the territories they stand for. What is frozen is all that says where a customer
/// is, so that a base and a single customer later on are divided alike.
final class FrozenClusters {

    private FrozenClusters() {}

    /// Where a customer is by some clusters, as a place in their list.
    ///
    /// @throws IllegalArgumentException when a cluster is none of this method
    static Territory territory(List<Cluster> clusters, ClusteringSpec spec) {
        int dimensions = spec.features().size();
        return switch (spec.method()) {
            case K_MEANS -> centres(clusters, dimensions)::nearest;
            case GAUSSIAN_MIXTURE -> mixture(clusters, dimensions);
        };
    }

    private static Centres centres(List<Cluster> clusters, int dimensions) {
        int[] coordinates = clusters.stream()
                .flatMap(cluster -> cluster.centre().stream())
                .mapToInt(coordinate -> Math.toIntExact(Fixed.of(coordinate)))
                .toArray();
        return new Centres(coordinates, dimensions);
    }

    private static Mixture mixture(List<Cluster> clusters, int dimensions) {
        List<Shape> shapes = clusters.stream()
                .map(cluster -> Objects.requireNonNull(cluster.shape(), "a component's shape"))
                .toList();
        return new Mixture(
                dimensions,
                shapes.stream()
                        .map(Shape::weight)
                        .mapToDouble(BigDecimal::doubleValue)
                        .toArray(),
                clusters.stream()
                        .flatMap(cluster -> cluster.centre().stream())
                        .mapToDouble(BigDecimal::doubleValue)
                        .toArray(),
                shapes.stream()
                        .flatMap(shape -> shape.covariance().stream())
                        .mapToDouble(BigDecimal::doubleValue)
                        .toArray());
    }
}
