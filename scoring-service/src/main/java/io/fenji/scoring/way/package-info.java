/// The way up: what a customer needs for the next tier, and what becomes of its tier when nothing
/// happens.
@NullMarked
package io.fenji.scoring.way;

import org.jspecify.annotations.NullMarked;
