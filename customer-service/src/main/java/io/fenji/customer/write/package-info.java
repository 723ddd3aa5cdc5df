/// What the writers of all entities share: many rows in one transaction with a result per item, and merge patches.
@NullMarked
package io.fenji.customer.write;

import org.jspecify.annotations.NullMarked;
