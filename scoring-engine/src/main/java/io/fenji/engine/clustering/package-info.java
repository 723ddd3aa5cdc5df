/// The cluster as a metric: customers that are alike by some metrics, found in the whole base, frozen,
/// named by what sets them apart, and kept under the same numbers from one calibration to the next. How
/// they are found is in [io.fenji.engine.cluster].
@NullMarked
package io.fenji.engine.clustering;

import org.jspecify.annotations.NullMarked;
