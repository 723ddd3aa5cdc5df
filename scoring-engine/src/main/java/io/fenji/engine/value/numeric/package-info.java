/// Numerics of the value models that no library of ours has: a hypergeometric function with its
/// derivatives, expectations over a beta distribution, maximum likelihood by quasi-Newton steps.
@NullMarked
package io.fenji.engine.value.numeric;

import org.jspecify.annotations.NullMarked;
