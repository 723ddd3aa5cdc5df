/// The fact feed: what customers are and what they bought, by day, for marts that sum it up.
@NullMarked
package io.fenji.customer.fact;

import org.jspecify.annotations.NullMarked;
