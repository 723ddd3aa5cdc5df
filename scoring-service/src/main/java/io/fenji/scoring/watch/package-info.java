/// Keeps what follows from metrics and tiers current: segments and warnings.
@NullMarked
package io.fenji.scoring.watch;

import org.jspecify.annotations.NullMarked;
