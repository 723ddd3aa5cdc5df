/// How good the value models are, and what follows: back-test, drift, the threshold of churn warnings.
@NullMarked
package io.fenji.engine.value.quality;

import org.jspecify.annotations.NullMarked;
