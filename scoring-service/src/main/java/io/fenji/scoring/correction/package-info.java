/// Evaluates days that have passed by what is known of them now, and records where other tiers should have been in
/// force.
@NullMarked
package io.fenji.scoring.correction;

import org.jspecify.annotations.NullMarked;
