/// How requests are checked against their constraints.
@NullMarked
package io.fenji.customer.validation;

import org.jspecify.annotations.NullMarked;
