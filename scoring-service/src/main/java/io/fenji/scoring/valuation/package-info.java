/// Calibrations of value models from the purchases of the whole base, and what they say of single customers.
@NullMarked
package io.fenji.scoring.valuation;

import org.jspecify.annotations.NullMarked;
