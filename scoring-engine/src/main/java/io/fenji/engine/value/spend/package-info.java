/// Models of what an order brings: Gamma-Gamma, and what stands in for it.
@NullMarked
package io.fenji.engine.value.spend;

import org.jspecify.annotations.NullMarked;
