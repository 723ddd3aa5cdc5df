/// Forward-looking metrics of customers: who is still there, how many orders are to come, what they will
/// bring. Calibrated on the whole base, frozen, and applied to one customer or to all.
@NullMarked
package io.fenji.engine.value;

import org.jspecify.annotations.NullMarked;
