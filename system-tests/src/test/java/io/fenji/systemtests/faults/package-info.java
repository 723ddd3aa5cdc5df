/// What the suite must survive: killed processes, a database that goes away, many at once, input made to break it.
@NullMarked
package io.fenji.systemtests.faults;

import org.jspecify.annotations.NullMarked;
