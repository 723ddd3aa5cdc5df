/// Keeps current who is in which segment.
@NullMarked
package io.fenji.scoring.segment.upkeep;

import org.jspecify.annotations.NullMarked;
