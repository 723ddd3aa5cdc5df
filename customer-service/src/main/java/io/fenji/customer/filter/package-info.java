/// Filters that several lists have in common.
@NullMarked
package io.fenji.customer.filter;

import org.jspecify.annotations.NullMarked;
