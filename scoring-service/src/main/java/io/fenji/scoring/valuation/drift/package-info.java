/// Whether the value models in force still foretell what happens.
@NullMarked
package io.fenji.scoring.valuation.drift;

import org.jspecify.annotations.NullMarked;
