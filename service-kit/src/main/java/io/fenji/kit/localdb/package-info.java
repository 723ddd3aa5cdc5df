/// A real PostgreSQL without Docker for tests and local runs.
@NullMarked
package io.fenji.kit.localdb;

import org.jspecify.annotations.NullMarked;
