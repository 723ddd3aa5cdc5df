/// The suite as its users see it: three packaged services and a real PostgreSQL, through the public APIs only.
@NullMarked
package io.fenji.systemtests;

import org.jspecify.annotations.NullMarked;
