/// The suite's REST APIs as any client sees them: JSON over HTTP, none of the services' own code.
@NullMarked
package io.fenji.systemtests.client;

import org.jspecify.annotations.NullMarked;
