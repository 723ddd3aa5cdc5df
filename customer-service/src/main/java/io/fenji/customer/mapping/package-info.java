/// Mapping documents: how the columns of a file become fields.
@NullMarked
package io.fenji.customer.mapping;

import org.jspecify.annotations.NullMarked;
