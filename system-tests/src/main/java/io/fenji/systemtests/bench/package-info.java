/// Benchmarks of the running suite, each against something simple that does the same work on the same machine.
/// They print, and write JSON and a Markdown table to `system-tests/target/bench/`; nothing here is a timed test.
@NullMarked
package io.fenji.systemtests.bench;

import org.jspecify.annotations.NullMarked;
