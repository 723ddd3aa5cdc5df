/// Models of who purchases how often until when: Pareto/NBD, BG/NBD, MBG/NBD, and what stands in for
/// them when data are thin.
@NullMarked
package io.fenji.engine.value.purchase;

import org.jspecify.annotations.NullMarked;
