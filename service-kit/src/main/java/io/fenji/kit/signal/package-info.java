/// Wakes those who wait for something in the database, in this instance and in others.
@NullMarked
package io.fenji.kit.signal;

import org.jspecify.annotations.NullMarked;
