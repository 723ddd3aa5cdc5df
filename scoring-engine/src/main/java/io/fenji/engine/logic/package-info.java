/// What can be true of some customer: conditions as unions of boxes, exactly, or not at all when there are too many.
///
/// A box gives each metric, attribute or tier in another scheme the values that it may have. Three-valued logic is
/// kept:
/// a comparison with something absent is neither true nor false.
@NullMarked
package io.fenji.engine.logic;

import org.jspecify.annotations.NullMarked;
