/// Metrics that users define: their documents, what is wrong with one, and the SQL of their values.
@NullMarked
package io.fenji.customer.definition;

import org.jspecify.annotations.NullMarked;
