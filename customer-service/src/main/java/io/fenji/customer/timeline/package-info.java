/// Everything that happened with a customer, newest first.
@NullMarked
package io.fenji.customer.timeline;

import org.jspecify.annotations.NullMarked;
