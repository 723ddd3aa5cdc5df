/// Purchase days: what models of when and how much customers buy are fitted to.
@NullMarked
package io.fenji.customer.purchase;

import org.jspecify.annotations.NullMarked;
