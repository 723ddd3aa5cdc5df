/// The two clocks of history: when something was in force, and when it was known.
@NullMarked
package io.fenji.scoring.clock;

import org.jspecify.annotations.NullMarked;
