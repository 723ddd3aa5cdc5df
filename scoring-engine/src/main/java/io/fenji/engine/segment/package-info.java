/// Segments: saved conditions on metrics, attributes and scores.
@NullMarked
package io.fenji.engine.segment;

import org.jspecify.annotations.NullMarked;
