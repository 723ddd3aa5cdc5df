/// Scheme documents as JSON: reading them, and saying precisely, by JSON pointer, what in them
/// cannot be read.
///
/// A document is an object with `key`, `name`, `cut` and `tiers`, and optionally `description`,
/// `population`, `dimensions`, `rules` and `examples`. The forms of scales, conditions, cuts and
/// rules are described at `io.fenji.engine.scheme`. Unknown properties, duplicate properties, wrong
/// types and what Fenji knows but does not do yet are findings, never ignored.
@NullMarked
package io.fenji.engine.document;

import org.jspecify.annotations.NullMarked;
