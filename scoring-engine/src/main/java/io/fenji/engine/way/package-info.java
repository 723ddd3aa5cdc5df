/// The way up: the smallest changes of a customer's metrics that reach the next tier, and what becomes
/// of the customer when nothing changes but the date.
///
/// What can be done about a customer are [Lever]s; which of them exist is the caller's knowledge.
/// Whether a change reaches a tier is decided by the evaluator alone.
@NullMarked
package io.fenji.engine.way;

import org.jspecify.annotations.NullMarked;
