/// Orders with their lines and the sums that metrics are made of.
@NullMarked
package io.fenji.customer.order;

import org.jspecify.annotations.NullMarked;
