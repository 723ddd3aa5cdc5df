/// Conditions bound to the columns of a table and ready to test on its rows.
@NullMarked
package io.fenji.engine.condition;

import org.jspecify.annotations.NullMarked;
