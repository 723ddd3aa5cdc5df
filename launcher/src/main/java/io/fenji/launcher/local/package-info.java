/// The local run: one embedded PostgreSQL and the three services as child processes, on the loopback address, with
/// their state in one directory.
@NullMarked
package io.fenji.launcher.local;

import org.jspecify.annotations.NullMarked;
