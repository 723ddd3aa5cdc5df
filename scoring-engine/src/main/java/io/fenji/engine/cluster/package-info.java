/// Clusters of customers that are alike: features on one scale, the nearest of a set of centres, k-means,
/// and mixtures of Gaussians. Coordinates are whole numbers of 0.0001 standard deviations, so that
/// distances, and with them tiers, are exact.
@NullMarked
package io.fenji.engine.cluster;

import org.jspecify.annotations.NullMarked;
