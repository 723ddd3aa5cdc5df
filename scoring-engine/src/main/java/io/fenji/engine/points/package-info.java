/// Scales ready to run: a scaled metric value in, scaled points out.
@NullMarked
package io.fenji.engine.points;

import org.jspecify.annotations.NullMarked;
