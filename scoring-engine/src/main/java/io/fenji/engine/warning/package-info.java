/// Early warnings: signs that a customer falls away, against the customer's own past.
@NullMarked
package io.fenji.engine.warning;

import org.jspecify.annotations.NullMarked;
