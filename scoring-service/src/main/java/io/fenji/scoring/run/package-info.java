/// Evaluations of the whole base.
@NullMarked
package io.fenji.scoring.run;

import org.jspecify.annotations.NullMarked;
