/// Feeds that never lose, double or reorder, and the loop that follows them.
@NullMarked
package io.fenji.kit.feed;

import org.jspecify.annotations.NullMarked;
