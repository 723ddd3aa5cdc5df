/// Imports as a resource and as an operation.
@NullMarked
package io.fenji.customer.imports;

import org.jspecify.annotations.NullMarked;
