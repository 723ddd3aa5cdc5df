/// Exact weights: rationals with one common denominator, and the splitting of a rounded whole into
/// rounded parts.
@NullMarked
package io.fenji.engine.weight;

import org.jspecify.annotations.NullMarked;
