/// Customers as columns: one `long[]` per metric, one dictionary-coded `int[]` per attribute. One
/// customer is a table with one row, so single reads and runs over millions use the same evaluator.
@NullMarked
package io.fenji.engine.table;

import org.jspecify.annotations.NullMarked;
