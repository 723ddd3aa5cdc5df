/// How good the base is: what the cleaning rules found, how complete, unique and current it is, day by day.
@NullMarked
package io.fenji.customer.quality;

import org.jspecify.annotations.NullMarked;
