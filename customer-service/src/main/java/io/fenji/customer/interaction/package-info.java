/// Interactions: calls, visits, site views and the like.
@NullMarked
package io.fenji.customer.interaction;

import org.jspecify.annotations.NullMarked;
