/// Time comes from here, so that tests and demos can set the business date.
@NullMarked
package io.fenji.kit.clock;

import org.jspecify.annotations.NullMarked;
