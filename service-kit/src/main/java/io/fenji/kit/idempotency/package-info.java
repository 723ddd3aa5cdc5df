/// `Idempotency-Key`: a repeated POST has the effect and the answer of the first.
@NullMarked
package io.fenji.kit.idempotency;

import org.jspecify.annotations.NullMarked;
