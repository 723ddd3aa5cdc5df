/// A running suite of one's own, and the steps that every journey through it takes.
@NullMarked
package io.fenji.systemtests.suite;

import org.jspecify.annotations.NullMarked;
