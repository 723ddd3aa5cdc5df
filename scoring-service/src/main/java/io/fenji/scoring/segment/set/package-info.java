/// Segment sets as documents.
@NullMarked
package io.fenji.scoring.segment.set;

import org.jspecify.annotations.NullMarked;
