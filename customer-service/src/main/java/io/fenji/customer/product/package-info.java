/// Products with category and cost.
@NullMarked
package io.fenji.customer.product;

import org.jspecify.annotations.NullMarked;
