/// The feed of tier changes.
@NullMarked
package io.fenji.scoring.change;

import org.jspecify.annotations.NullMarked;
