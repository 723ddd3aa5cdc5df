/// Purchases at discrete opportunities: renewals, yearly donations.
@NullMarked
package io.fenji.engine.value.discrete;

import org.jspecify.annotations.NullMarked;
