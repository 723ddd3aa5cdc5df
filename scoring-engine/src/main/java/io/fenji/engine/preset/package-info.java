/// Ready-made schemes for the cases that companies know.
@NullMarked
package io.fenji.engine.preset;

import org.jspecify.annotations.NullMarked;
