/// What value models say: of the whole base, and of single customers.
@NullMarked
package io.fenji.scoring.valuation.answer;

import org.jspecify.annotations.NullMarked;
