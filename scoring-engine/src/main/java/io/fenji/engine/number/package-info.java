/// Fixed-point arithmetic: every number inside the engine is a `long` in units of 0.0001.
@NullMarked
package io.fenji.engine.number;

import org.jspecify.annotations.NullMarked;
