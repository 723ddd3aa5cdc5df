/// Several instances of this service on one database: who does what only one should do, and what becomes of the locks
/// of
/// one that has stopped.
@NullMarked
package io.fenji.scoring.replica;

import org.jspecify.annotations.NullMarked;
