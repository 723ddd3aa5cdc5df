/// Numbers estimated from the whole base and then frozen.
@NullMarked
package io.fenji.scoring.calibration;

import org.jspecify.annotations.NullMarked;
