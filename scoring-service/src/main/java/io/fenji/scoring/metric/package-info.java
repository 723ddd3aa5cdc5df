/// What customer-service knows of a customer's metrics, as scoring needs it: the catalogue and the copy of the vectors.
@NullMarked
package io.fenji.scoring.metric;

import org.jspecify.annotations.NullMarked;
