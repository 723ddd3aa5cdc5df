/// Dated exchange rates, and what a change of them does to orders and metrics.
@NullMarked
package io.fenji.customer.rate;

import org.jspecify.annotations.NullMarked;
