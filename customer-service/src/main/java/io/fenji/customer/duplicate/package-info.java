/// Customers that may be one and the same: found by blocking, judged by weighted similarity.
@NullMarked
package io.fenji.customer.duplicate;

import org.jspecify.annotations.NullMarked;
