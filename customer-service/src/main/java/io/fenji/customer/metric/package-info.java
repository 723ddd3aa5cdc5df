/// The metric catalogue, each customer's vector, and the feed of changed vectors.
@NullMarked
package io.fenji.customer.metric;

import org.jspecify.annotations.NullMarked;
