/// What a caller may see.
@NullMarked
package io.fenji.customer.access;

import org.jspecify.annotations.NullMarked;
