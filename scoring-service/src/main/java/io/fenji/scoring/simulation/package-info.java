/// What drafts of a scheme would do to the whole base, without touching it.
@NullMarked
package io.fenji.scoring.simulation;

import org.jspecify.annotations.NullMarked;
