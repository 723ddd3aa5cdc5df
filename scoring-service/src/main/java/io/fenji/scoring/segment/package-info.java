/// Segments with live counts, and who is in them.
@NullMarked
package io.fenji.scoring.segment;

import org.jspecify.annotations.NullMarked;
