/// The commands behind `./fenji demo` and `./fenji up`, and the generator's.
@NullMarked
package io.fenji.launcher;

import org.jspecify.annotations.NullMarked;
