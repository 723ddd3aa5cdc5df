/// The feed of warnings.
@NullMarked
package io.fenji.scoring.warning.change;

import org.jspecify.annotations.NullMarked;
