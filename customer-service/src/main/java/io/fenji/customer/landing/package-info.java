/// From rows to tables: each cell checked while it streams into a staging table, the rest set-based in one transaction.
@NullMarked
package io.fenji.customer.landing;

import org.jspecify.annotations.NullMarked;
