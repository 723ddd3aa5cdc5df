/// Customers: persons and organisations with their external keys and attributes.
@NullMarked
package io.fenji.customer.customer;

import org.jspecify.annotations.NullMarked;
