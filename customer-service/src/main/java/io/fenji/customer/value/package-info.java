/// Values that every feature uses: external keys and money.
@NullMarked
package io.fenji.customer.value;

import org.jspecify.annotations.NullMarked;
