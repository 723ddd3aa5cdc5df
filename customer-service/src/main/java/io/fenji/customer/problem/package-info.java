/// The service's error catalogue.
@NullMarked
package io.fenji.customer.problem;

import org.jspecify.annotations.NullMarked;
