package io.fenji.engine.clustering;

import io.fenji.engine.clustering.ClusteringSpec.Absence;
import io.fenji.engine.clustering.ClusteringSpec.Feature;
import io.fenji.engine.clustering.ClusteringSpec.Method;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Bases of customers whose clusters are known.
final class Bases {

    static final String[] RFM = {"recencyDays", "orders.365d", "spend.365d"};

    private Bases() {}

    static ClusteringSpec spec(Method method, int fewest, int most, String... metrics) {
        List<Feature> features = Stream.of(metrics)
                .map(metric -> new Feature(metric, Transform.NONE, new Absence.NoCluster()))
                .toList();
        return new ClusteringSpec(features, method, fewest, most, 1);
    }

    /// A group of customers with normally distributed metrics.
    ///
    /// @param mean in whole units
    /// @param spread the factor of a covariance: a row by metric, with as many columns as there are rows
    record Group(int customers, double[] mean, double[][] spread) {

        static Group round(int customers, double deviation, double... mean) {
            double[][] spread = new double[mean.length][mean.length];
            for (int i = 0; i < mean.length; i++) {
                spread[i][i] = deviation;
            }
            return new Group(customers, mean, spread);
        }

        Group movedBy(double distance) {
            double[] moved = mean.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += distance;
            }
            return new Group(customers, moved, spread);
        }

        private long[] customer(Random random) {
            double[] normal = random.doubles(mean.length)
                    .map(ignored -> random.nextGaussian())
                    .toArray();
            long[] customer = new long[mean.length];
            for (int i = 0; i < customer.length; i++) {
                double value = mean[i];
                for (int j = 0; j < normal.length; j++) {
                    value += spread[i][j] * normal[j];
                }
                customer[i] = Math.round(value * Fixed.ONE);
            }
            return customer;
        }
    }

    /// Customers of groups, one group after the other.
    static List<long[]> customers(Random random, List<Group> groups) {
        List<long[]> customers = new ArrayList<>();
        for (Group group : groups) {
            for (int i = 0; i < group.customers(); i++) {
                customers.add(group.customer(random));
            }
        }
        return customers;
    }

    /// @param customers scaled values by metric
    static MetricTable table(List<long[]> customers, String... metrics) {
        TableBuilder table = new TableBuilder(List.of(metrics), List.of(), customers.size());
        for (long[] customer : customers) {
            table.addRow();
            for (int i = 0; i < customer.length; i++) {
                table.metric(i, customer[i]);
            }
        }
        return table.build();
    }
}
