/// Fields of customers that this installation declares itself, with a type.
@NullMarked
package io.fenji.customer.customfield;

import org.jspecify.annotations.NullMarked;
